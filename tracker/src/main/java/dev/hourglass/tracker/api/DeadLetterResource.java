package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.DeadLetters;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.readmodel.DeadLetterRow;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What of the log the read model could not take in. */
@Path("/dead-letters")
@Tag(name = "Projection")
@Needs(Role.VIEWER)
class DeadLetterResource {

    private static final int MOST = 1000;

    private final EntityManager database;

    DeadLetterResource(EntityManager database) {
        this.database = database;
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
        long[] position = after.map(DeadLetterResource::position).orElse(new long[] {-1, -1});
        List<DeadLetterRow> rows = database.createQuery("""
                        from DeadLetterRow
                         where partition > ?1 or (partition = ?1 and logOffset > ?2)
                         order by partition, logOffset
                        """, DeadLetterRow.class)
                .setParameter(1, (int) position[0])
                .setParameter(2, position[1])
                .setMaxResults(limit + 1)
                .getResultList();
        List<DeadLetterRow> page = rows.size() > limit ? rows.subList(0, limit) : rows;
        return new DeadLetters(
                database.createQuery("select count(*) from DeadLetterRow", Long.class)
                        .getSingleResult(),
                page.stream()
                        .map(row -> new DeadLetters.DeadLetter(
                                row.partition,
                                row.logOffset,
                                row.time,
                                Optional.ofNullable(row.key),
                                row.reason,
                                row.bytes))
                        .toList(),
                rows.size() > limit
                        ? Optional.of(page.getLast().partition + ":" + page.getLast().logOffset)
                        : Optional.empty());
    }

    private static long[] position(String text) {
        String[] parts = text.split(":");
        try {
            if (parts.length == 2) {
                return new long[] {Integer.parseInt(parts[0]), Long.parseLong(parts[1])};
            }
        } catch (NumberFormatException e) {
            throw new BadParameter("after", text, "the 'next' of an answer before");
        }
        throw new BadParameter("after", text, "the 'next' of an answer before");
    }
}
