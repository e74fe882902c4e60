package dev.hourglass.tracker.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Who changed what in the settings. */
@Path("/audit")
@Tag(name = "People")
@Needs(Role.ADMIN)
class AuditResource {

    private static final int MOST = 1000;
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private static final String PAGE = """
            select id, at, by, action, subject, detail::text
              from settings.audit
             where id < ?
             order by id desc
             limit ?
            """;

    private final SettingsStore settings;
    private final PersonNames names;
    private final ObjectMapper json;

    AuditResource(SettingsStore settings, PersonNames names, ObjectMapper json) {
        this.settings = settings;
        this.names = names;
        this.json = json;
    }

    @GET
    @Operation(
            summary = "List changes of settings",
            description =
                    "The newest first; also who published lines, stored blobs, spoke for an external run, had the read model"
                            + " rebuilt or verified. Changes of runs are the runs' events. For admins.")
    public AuditPage list(
            @RestQuery @Parameter(description = "The 'next' of the answer before") Optional<Long> after,
            @RestQuery @DefaultValue("100") @Parameter(description = "1 to 1000") int limit)
            throws SQLException {
        if (limit < 1 || limit > MOST) {
            throw new Refusals.BadSetting("limit is " + limit + ", must be 1 to " + MOST);
        }
        List<Entry> rows = settings.read(tx -> tx.list(PAGE, this::read, after.orElse(Long.MAX_VALUE), limit + 1));
        return rows.size() > limit
                ? new AuditPage(
                        rows.subList(0, limit), Optional.of(rows.get(limit - 1).id()))
                : new AuditPage(rows, Optional.empty());
    }

    private Entry read(ResultSet row) throws SQLException {
        try {
            return new Entry(
                    row.getLong(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getString(3),
                    names.in(row.getString(3)),
                    row.getString(4),
                    row.getString(5),
                    json.readValue(row.getString(6), TEXTS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("audit entry " + row.getLong(1) + " has a detail of another shape", e);
        }
    }

    record AuditPage(
            List<Entry> entries,

            @Schema(description = "Send it as 'after' for the entries before these")
            Optional<Long> next) {}

    @Schema(name = "AuditEntry")
    record Entry(
            long id,
            Instant at,
            @Schema(description = "Id of who did it") String by,
            @Schema(description = "Name of who did it") String byName,
            @Schema(examples = "token.revoke") String action,
            @Schema(description = "Id of what was changed") String subject,
            Map<String, String> detail) {}
}
