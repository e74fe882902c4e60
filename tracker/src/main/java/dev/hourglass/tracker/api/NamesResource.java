package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.NamePage;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.search.Names;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What there is to search by, for those who type a filter. */
@Path("/")
@Tag(name = "Names")
@Needs(Role.VIEWER)
class NamesResource {

    private static final int MOST = 1000;

    private final Session database;

    NamesResource(Session database) {
        this.database = database;
    }

    @GET
    @Path("/names/params")
    @Transactional
    @Operation(summary = "Paths of parameters", description = "Each once, in order. Those of up to 200 characters.")
    public NamePage params(@BeanParam NameFilter filter) {
        return page(Names.params(), filter);
    }

    @GET
    @Path("/names/metrics")
    @Transactional
    @Operation(summary = "Names of metrics", description = "Of all that any run ever had; each once, in order.")
    public NamePage metrics(@BeanParam NameFilter filter) {
        return page(Names.metrics(), filter);
    }

    @GET
    @Path("/names/tags")
    @Transactional
    @Operation(summary = "Keys of tags", description = "Each once, in order.")
    public NamePage tags(@BeanParam NameFilter filter) {
        return page(Names.tags(), filter);
    }

    @GET
    @Path("/names/experiments")
    @Transactional
    @Operation(
            summary = "Names of experiments",
            description = "Each once, in order. GET /experiments counts their runs, which takes longer.")
    public NamePage experiments(@BeanParam NameFilter filter) {
        return page(Names.experiments(), filter);
    }

    @GET
    @Path("/values/params")
    @Transactional
    @Operation(
            summary = "Values of a parameter",
            description = "As texts, each once, in the order of texts; those of up to 256 characters.")
    public NamePage valuesOfParam(
            @RestQuery @Parameter(description = "The parameter's path", example = "system.width") @Nullable String name,
            @BeanParam NameFilter filter) {
        return page(Names.valuesOfParam(storable("name", name)), filter);
    }

    @GET
    @Path("/values/tags")
    @Transactional
    @Operation(summary = "Values of a tag", description = "Each once, in order; those of up to 256 characters.")
    public NamePage valuesOfTag(
            @RestQuery @Parameter(description = "The tag's key", example = "stage") @Nullable String name,
            @BeanParam NameFilter filter) {
        return page(Names.valuesOfTag(storable("name", name)), filter);
    }

    private NamePage page(Names names, NameFilter filter) {
        if (filter.limit() < 1 || filter.limit() > MOST) {
            throw new BadParameter("limit", String.valueOf(filter.limit()), "1 to " + MOST);
        }
        String part = storable("q", filter.q());
        filter.after().ifPresent(after -> storable("after", after));
        Names.Page page =
                database.doReturningWork(connection -> names.page(connection, part, filter.after(), filter.limit()));
        return new NamePage(page.names(), page.next());
    }

    /** PostgreSQL's texts hold every character but one. */
    private static String storable(String parameter, @Nullable String text) {
        if (text == null || text.indexOf('\0') >= 0) {
            throw new BadParameter(parameter, text == null ? "" : text, "a text, without the character U+0000");
        }
        return text;
    }
}
