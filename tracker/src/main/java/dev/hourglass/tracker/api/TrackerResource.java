package dev.hourglass.tracker.api;

import dev.hourglass.events.Beat;
import dev.hourglass.events.Progress;
import dev.hourglass.tracker.api.shape.Experiment;
import dev.hourglass.tracker.api.shape.Info;
import dev.hourglass.tracker.api.shape.WorkerStatus;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.live.Heartbeats;
import dev.hourglass.tracker.live.WorkerBeat;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the tracker as a whole has. */
@Path("/")
@Tag(name = "Tracker")
@Needs(Role.VIEWER)
class TrackerResource {

    private final Experiments experiments;
    private final About about;
    private final Heartbeats heartbeats;

    TrackerResource(Experiments experiments, About about, Heartbeats heartbeats) {
        this.experiments = experiments;
        this.about = about;
        this.heartbeats = heartbeats;
    }

    @GET
    @Path("/info")
    @Operation(summary = "About this tracker")
    public Info info() {
        return about.info();
    }

    @GET
    @Path("/experiments")
    @Operation(summary = "List experiments", description = "The one that changed last comes first.")
    public List<Experiment> experiments() {
        return experiments.all();
    }

    @GET
    @Path("/workers")
    @Operation(
            summary = "List workers",
            description = "Those that spoke within the last minute; one without a run waits for one.")
    public List<WorkerStatus> workers() {
        return heartbeats.workers().stream().map(TrackerResource::status).toList();
    }

    private static WorkerStatus status(WorkerBeat last) {
        Beat beat = last.beat();
        Optional<Progress> training = beat instanceof Progress progress ? Optional.of(progress) : Optional.empty();
        return new WorkerStatus(
                beat.worker(),
                training.map(Progress::run),
                training.map(Progress::attempt),
                training.map(progress -> progress.clock().step()),
                training.map(Progress::stepsPerSecond).filter(Double::isFinite),
                beat.cpuLoad(),
                beat.memoryBytes(),
                last.at());
    }
}
