package dev.hourglass.tracker.people;

import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.door.Visitor;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Settles who may come in and do what. */
@Path("/people")
@Tag(name = "People")
@Needs(Role.ADMIN)
class PeopleResource {

    private final People people;

    PeopleResource(People people) {
        this.people = people;
    }

    @GET
    @Operation(summary = "List people", description = "By name. For admins.")
    public PersonList list() throws SQLException {
        return new PersonList(people.all());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Add a person",
            description = "They come in with a token that you make them. The same name again is 409. For admins.")
    @APIResponse(
            responseCode = "201",
            description = "The person",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Person.class)))
    @APIResponse(responseCode = "409", description = "Somebody of this name is there already")
    public Response add(@Nullable NewPerson body, @Context RoutingContext request) throws SQLException {
        NewPerson asked = Bodies.required(body);
        Person person = people.add(
                Bodies.name("name", asked.name()),
                Bodies.role(asked.role()),
                Visitor.of(request).id());
        return Response.status(Response.Status.CREATED).entity(person).build();
    }

    @PUT
    @Path("/{person}/role")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Give a person a role",
            description = "By id or name. With 'none' they may do nothing more, at once. For admins.")
    @APIResponse(responseCode = "200", description = "The person as it is then")
    @APIResponse(responseCode = "404", description = "Nobody of this id or name")
    @APIResponse(responseCode = "409", description = "No admin would be left")
    public Person role(@RestPath String person, @Nullable NewRole body, @Context RoutingContext request)
            throws SQLException {
        return people.setRole(
                person,
                Bodies.role(Bodies.required(body).role()),
                Visitor.of(request).id());
    }

    record PersonList(List<Person> people) {}

    record NewPerson(
            @Schema(required = true, examples = "Ada", maxLength = Bodies.LONGEST) @Nullable
            String name,

            @Schema(
                    required = true,
                    examples = "editor",
                    enumeration = {"none", "viewer", "editor", "admin"})
            @Nullable
            String role) {}

    record NewRole(
            @Schema(
                    required = true,
                    examples = "viewer",
                    enumeration = {"none", "viewer", "editor", "admin"})
            @Nullable
            String role) {}
}
