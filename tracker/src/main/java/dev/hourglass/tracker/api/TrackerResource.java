package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Experiment;
import dev.hourglass.tracker.api.shape.Info;
import dev.hourglass.tracker.api.shape.WorkerStatus;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.live.Heartbeats;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
        Stream<WorkerStatus> training = heartbeats.workers().stream()
                .map(beat -> new WorkerStatus(
                        beat.progress().worker(),
                        Optional.of(beat.progress().run()),
                        Optional.of(beat.progress().attempt()),
                        Optional.of(beat.progress().clock().step()),
                        Optional.of(beat.progress().stepsPerSecond()).filter(Double::isFinite),
                        beat.progress().cpuLoad(),
                        beat.progress().memoryBytes(),
                        beat.at()));
        Stream<WorkerStatus> waiting = heartbeats.idleWorkers().stream()
                .map(beat -> new WorkerStatus(
                        beat.idle().worker(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        beat.idle().cpuLoad(),
                        beat.idle().memoryBytes(),
                        beat.at()));
        return Stream.concat(training, waiting)
                .sorted(Comparator.comparing(WorkerStatus::name))
                .toList();
    }
}
