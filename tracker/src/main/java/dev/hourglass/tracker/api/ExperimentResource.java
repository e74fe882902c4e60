package dev.hourglass.tracker.api;

import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.tracker.api.shape.Experiment;
import dev.hourglass.tracker.api.shape.NewName;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Role;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Gives experiments other titles. */
@Path("/experiments/{experiment}")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Keeping")
@Needs(Role.EDITOR)
class ExperimentResource {

    private final Experiments experiments;
    private final ExperimentTitles titles;
    private final SeenKeys seen;
    private final Announcer announcer;

    ExperimentResource(Experiments experiments, ExperimentTitles titles, SeenKeys seen, Announcer announcer) {
        this.experiments = experiments;
        this.titles = titles;
        this.seen = seen;
        this.announcer = announcer;
    }

    @PATCH
    @Operation(
            summary = "Rename an experiment",
            description =
                    "It is shown by another title. Specs go on to name it as they did, and so do runs still to come; lists take"
                            + " either.")
    @APIResponse(
            responseCode = "200",
            description = "The experiment",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Experiment.class)))
    @APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
    @APIResponse(responseCode = "404", description = "No such experiment; those there are are listed")
    @APIResponse(responseCode = "409", description = "Another experiment is called so")
    public Response rename(@RestPath String experiment, @Nullable NewName body, @BeanParam Caller caller) {
        String title = BadBody.required(body)
                .name()
                .orElseThrow(() -> new BadBody("'name' is missing: what the experiment shall be called"));
        Set<String> met = met(experiment, title, caller);
        Set<String> shown = experiments.all().stream().map(Experiment::name).collect(Collectors.toSet());
        if (met.isEmpty() && !shown.contains(experiment)) {
            throw new NoSuchExperiment(experiment, shown);
        }
        if (met.isEmpty() && !title.equals(experiment) && shown.contains(title)) {
            throw new NameTaken(title);
        }
        List<Envelope> events = new ArrayList<>();
        for (String name : titles.names(experiment)) {
            if (!met.contains(name)) {
                UUID id = caller.key().map(key -> event(key, name)).orElseGet(announcer::newId);
                events.add(announcer.envelope(id, renamed(name, title, caller)));
            }
        }
        return announcer.announce(events)
                ? experiments.all().stream()
                        .filter(one -> one.name().equals(title))
                        .findFirst()
                        .map(one -> Response.ok(one).build())
                        .orElseGet(() -> Acts.later("/experiments"))
                : Acts.later("/experiments");
    }

    /** Names for which the same request was met before: runs name by them what has the new title now, or still the old one. */
    private Set<String> met(String experiment, String title, Caller caller) {
        Map<UUID, String> names = new HashMap<>();
        Map<UUID, UUID> events = new HashMap<>();
        caller.key().ifPresent(key -> Stream.of(experiment, title)
                .flatMap(shown -> titles.names(shown).stream())
                .forEach(name -> {
                    names.put(DerivedIds.experiment(name), name);
                    events.put(DerivedIds.experiment(name), event(key, name));
                }));
        return seen.subjects(events).stream().map(names::get).collect(Collectors.toSet());
    }

    /** A request is an event for each name by which runs know the experiment. */
    private static UUID event(UUID key, String name) {
        return DerivedIds.derive("experiment-rename/" + key + "/" + name);
    }

    private static Event renamed(String name, String title, Caller caller) {
        try {
            return new Event.ExperimentRenamed(DerivedIds.experiment(name), name, title, caller.name());
        } catch (IllegalArgumentException e) {
            throw new BadBody(e.getMessage() == null ? "a name is out of its bounds" : e.getMessage());
        }
    }

    /** No run that is not in the trash names it. */
    static final class NoSuchExperiment extends Refusal {
        private static final long serialVersionUID = 1;

        NoSuchExperiment(String name, Set<String> there) {
            super(
                    404,
                    "No such experiment",
                    "no experiment '" + name + "'; there are "
                            + there.stream().sorted().limit(40).collect(Collectors.joining(", ")));
        }
    }

    /** Two experiments of one title would be shown as one. */
    static final class NameTaken extends Refusal {
        private static final long serialVersionUID = 1;

        NameTaken(String title) {
            super(409, "Name taken", "there is an experiment '" + title + "' already; choose another name");
        }
    }
}
