package dev.hourglass.tracker.people;

import dev.hourglass.tracker.door.Admission;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.door.Visitor;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who am I, and what may I do? */
@Path("/me")
@Tag(name = "People")
@Needs(Role.VIEWER)
class MeResource {

    private final Admission admission;

    MeResource(Admission admission) {
        this.admission = admission;
    }

    @GET
    @Operation(summary = "Who asks, and with which role")
    public Me me(@Context RoutingContext request) {
        Visitor visitor = Visitor.of(request);
        return new Me(visitor.person(), visitor.name(), visitor.role(), !admission.isOpen());
    }

    @Schema(description = "Who asks")
    record Me(
            @Schema(description = "Absent where the tracker is open")
            Optional<UUID> id,

            @Schema(examples = "Ada") String name,
            Role role,

            @Schema(description = "Whether people sign in to this tracker")
            boolean signIn) {}
}
