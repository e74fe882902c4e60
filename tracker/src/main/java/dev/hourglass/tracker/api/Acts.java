package dev.hourglass.tracker.api;

import dev.hourglass.events.Event;
import dev.hourglass.tracker.readmodel.RunRow;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Puts what somebody asks of a run into its log, once for each idempotency key. */
@Singleton
final class Acts {

    private final RunReader runs;
    private final Announcer announcer;
    private final SeenKeys seen;

    Acts(RunReader runs, Announcer announcer, SeenKeys seen) {
        this.runs = runs;
        this.announcer = announcer;
        this.seen = seen;
    }

    /**
     * @param id the event's
     * @param shown whether the read model shows it already
     * @param before whether it was done before, with the same key
     */
    record Done(UUID id, boolean shown, boolean before) {}

    /**
     * @param kind the event's
     * @param allowed refuses what the run as it is does not allow; not asked of what was done before with the same key
     * @param event of the id it will have
     * @throws PurgedRun if nothing more can be said of the run
     * @throws SeenKeys.KeyUsedBefore if the key came with another request
     */
    <E extends Event> Done act(
            UUID run, Caller caller, Class<E> kind, Consumer<RunRow> allowed, Function<UUID, E> event) {
        Optional<UUID> key = caller.key();
        UUID id = key.orElseGet(announcer::newId);
        if (key.isPresent() && seen.contains(run, id, kind)) {
            return new Done(id, true, true);
        }
        RunRow row = runs.row(run);
        PurgedRun.refuse(row);
        allowed.accept(row);
        boolean shown = announcer.announce(List.of(announcer.envelope(id, event(event, id))));
        return new Done(id, shown, false);
    }

    /** With the run as it is then. */
    <E extends Event> Response answer(
            UUID run, Caller caller, Class<E> kind, Consumer<RunRow> allowed, Function<UUID, E> event) {
        return answer(run, act(run, caller, kind, allowed, event));
    }

    Response answer(UUID run, Done done) {
        return done.shown ? Response.ok(runs.whole(run)).build() : later("/runs/" + run);
    }

    /**
     * Accepted; the read model will show it at the path.
     *
     * @param path within the API, whose own path the REST layer puts before it
     */
    static Response later(String path) {
        return Response.accepted().location(URI.create(path)).build();
    }

    private static Event event(Function<UUID, ? extends Event> event, UUID id) {
        try {
            return event.apply(id);
        } catch (IllegalArgumentException e) {
            throw new BadBody(e.getMessage() == null ? "a value is out of its bounds" : e.getMessage());
        }
    }
}
