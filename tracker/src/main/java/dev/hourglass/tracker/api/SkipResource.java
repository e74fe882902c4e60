package dev.hourglass.tracker.api;

import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Event.RecordSkipped;
import dev.hourglass.tracker.api.shape.NewSkip;
import dev.hourglass.tracker.api.shape.ProjectionState;
import dev.hourglass.tracker.bulletin.Posted;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.projection.PartitionStatus;
import dev.hourglass.tracker.projection.PartitionStatus.BadRecord;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.publish.LogPosition;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lets a partition go on that a record has stopped. The decision is an event, so that every rebuild obeys it too. */
@Path("/projection/skip")
@Tag(name = "Projection")
@Needs(Role.ADMIN)
class SkipResource {

    private final ProjectionStatus status;
    private final ProjectionFigures figures;
    private final Announcer announcer;
    private final Posted posted;

    SkipResource(ProjectionStatus status, Posted posted, ProjectionFigures figures, Announcer announcer) {
        this.posted = posted;
        this.status = status;
        this.figures = figures;
        this.announcer = announcer;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Pass over a record",
            description =
                    "For good, in every rebuild too: it becomes a dead letter. Only the record at which a partition is"
                            + " stopped now; its runs lose what it said. To mend the tracker instead loses nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The partition has passed it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProjectionState.class)))
    @APIResponse(responseCode = "202", description = "Decided; the partition passes it later, see Location")
    @APIResponse(responseCode = "400", description = "A part of the request is missing or wrong")
    @APIResponse(
            responseCode = "409",
            description = "No partition is stopped at that record; the answer says where it is")
    public Response skip(@Nullable NewSkip body, @BeanParam Caller caller) throws SQLException {
        NewSkip asked = BadBody.required(body);
        int partition = asked.partition().orElseThrow(() -> new BadBody("'partition' is missing"));
        long offset = asked.offset().orElseThrow(() -> new BadBody("'offset' is missing"));
        String reason =
                asked.reason().orElseThrow(() -> new BadBody("'reason' is missing: say it to those who come later"));
        BadRecord bad = stoppedAt(partition, offset);
        RecordSkipped event;
        try {
            event = new RecordSkipped(subject(partition, bad), partition, offset, reason, caller.name());
        } catch (IllegalArgumentException e) {
            throw new BadBody(String.valueOf(e.getMessage()));
        }
        announcer.announceInto(partition, announcer.envelope(caller.key().orElseGet(announcer::newId), event));
        return announcer.await(List.of(new LogPosition(partition, offset)))
                ? Response.ok(figures.read()).build()
                : Response.accepted().location(URI.create("/projection")).build();
    }

    /** As the tracker says that has the partition; any may be asked. */
    private BadRecord stoppedAt(int partition, long offset) throws SQLException {
        Optional<PartitionStatus> said = Optional.ofNullable(posted.partitions().get(partition));
        PartitionStatus now = status.partitions().stream()
                .filter(p -> p.partition() == partition)
                .findFirst()
                .or(() -> said)
                .orElseThrow(() -> new NotStoppedThere("partition " + partition + " is projected by no tracker"));
        BadRecord bad = now.badRecord()
                .orElseThrow(() -> new NotStoppedThere("partition " + partition + " is "
                        + now.progress().word()
                        + (now.nextOffset() < 0 ? "" : " at " + partition + ":" + now.nextOffset())
                        + ", and not stopped by a record"
                        + now.reason().map(why -> ": " + why).orElse("")));
        if (bad.offset() != offset) {
            throw new NotStoppedThere("partition " + partition + " is stopped at " + partition + ":" + bad.offset()
                    + ", not at " + partition + ":" + offset);
        }
        return bad;
    }

    /** The run that loses the record, so that its audit trail tells. */
    private static UUID subject(int partition, BadRecord bad) {
        return bad.key()
                .flatMap(SkipResource::id)
                .orElseGet(() -> DerivedIds.derive("record/" + partition + ":" + bad.offset()));
    }

    private static Optional<UUID> id(String key) {
        try {
            return Optional.of(UUID.fromString(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Only what holds up a partition is passed over. */
    static final class NotStoppedThere extends Refusal {
        private static final long serialVersionUID = 1;

        NotStoppedThere(String message) {
            super(409, "Not stopped there", message);
        }
    }
}
