package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.DeadLetters;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.publish.LogPosition;
import dev.hourglass.tracker.readmodel.DeadLetterRow;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What of the log the read model could not take in. */
@Path("/dead-letters")
@Tag(name = "Projection")
@Needs(Role.VIEWER)
class DeadLetterResource {

    private static final int MOST = 1000;
    private static final int HEAD = 4096;
    private static final String POSITION = "partition and offset with a colon between, such as 0:17";

    private final EntityManager database;
    private final DeadLetterLog log;

    DeadLetterResource(EntityManager database, DeadLetterLog log) {
        this.database = database;
        this.log = log;
    }

    @GET
    @Transactional
    @Operation(
            summary = "List records that could not be applied",
            description =
                    "In the log's order. Their bytes stay in the log: mend the decoder and rebuild to have them applied.")
    public DeadLetters deadLetters(
            @RestQuery @Parameter(description = "The 'next' of the answer before") Optional<String> after,
            @RestQuery @DefaultValue("100") @Parameter(description = "1 to 1000") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new BadParameter("limit", Integer.toString(limit), "1 to " + MOST);
        }
        LogPosition position = after.map(text -> position("after", text, "the 'next' of an answer before"))
                .orElse(new LogPosition(-1, -1));
        List<DeadLetterRow> rows = database.createQuery("""
                        from DeadLetterRow
                         where partition > ?1 or (partition = ?1 and logOffset > ?2)
                         order by partition, logOffset
                        """, DeadLetterRow.class)
                .setParameter(1, position.partition())
                .setParameter(2, position.offset())
                .setMaxResults(limit + 1)
                .getResultList();
        List<DeadLetterRow> page = rows.size() > limit ? rows.subList(0, limit) : rows;
        return new DeadLetters(
                database.createQuery("select count(*) from DeadLetterRow", Long.class)
                        .getSingleResult(),
                page.stream().map(DeadLetterLog::letter).toList(),
                rows.size() > limit
                        ? Optional.of(page.getLast().partition + ":" + page.getLast().logOffset)
                        : Optional.empty());
    }

    @GET
    @Path("/{position}")
    @Operation(summary = "One record that could not be applied", description = "As it stands in the log.")
    @APIResponse(responseCode = "200", description = "The record, the first 4096 of its bytes in it")
    @APIResponse(responseCode = "404", description = "No such dead letter, or the log has been cut behind it")
    public DeadLetters.Content deadLetter(@RestPath @Parameter(description = POSITION) String position) {
        DeadLetterLog.Found found = log.find(position("position", position, POSITION));
        return found.content(HEAD);
    }

    @GET
    @Path("/{position}/bytes")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Download such a record", description = "Its own bytes, without key and headers.")
    @APIResponse(responseCode = "200", description = "The bytes")
    @APIResponse(responseCode = "404", description = "No such dead letter, or the log has been cut behind it")
    public Response bytes(@RestPath @Parameter(description = POSITION) String position) {
        LogPosition at = position("position", position, POSITION);
        return Response.ok(log.find(at).bytes())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"dead-letter-" + at.partition() + "-" + at.offset() + ".bin\"")
                .build();
    }

    private static LogPosition position(String name, String text, String need) {
        String[] parts = text.split(":", -1);
        try {
            if (parts.length == 2) {
                return new LogPosition(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
            }
        } catch (NumberFormatException e) {
            throw new BadParameter(name, text, need);
        }
        throw new BadParameter(name, text, need);
    }
}
