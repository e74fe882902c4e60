package dev.hourglass.tracker.stream;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What several clients together want to hear of: nothing else is read or kept for them.
 *
 * @param every what is shown of every run, if somebody wants to hear of all
 * @param named what is shown of the runs that somebody named
 */
record Interests(Optional<Shown> every, Map<UUID, Shown> named) {

    static Interests of(Collection<Interest> all) {
        Map<UUID, Shown> named = new HashMap<>();
        for (Interest one : all) {
            one.runs().forEach(run -> named.merge(run, one.shown(), Shown::and));
        }
        Optional<Shown> every =
                all.stream().filter(Interest::inEveryRun).map(Interest::shown).reduce(Shown::and);
        return new Interests(every, named);
    }

    boolean inRun(UUID run) {
        return every.isPresent() || named.containsKey(run);
    }

    boolean inPoints(UUID run, String metric) {
        Shown shown = named.get(run);
        return shown != null && shown.metrics().has(metric);
    }

    /** What somebody is shown of the run; only of one that is {@link #inRun}. */
    Shown of(UUID run) {
        return Optional.ofNullable(named.get(run))
                .map(shown -> every.map(shown::and).orElse(shown))
                .or(() -> every)
                .orElseThrow(() -> new IllegalArgumentException("nobody wants to hear of run " + run));
    }
}
