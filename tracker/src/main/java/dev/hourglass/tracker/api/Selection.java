package dev.hourglass.tracker.api;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of a run's metrics and parameters an answer carries.
 *
 * @param all whatever {@code names} say
 */
public record Selection(boolean all, Set<String> names) {

    public static final Selection ALL = new Selection(true, Set.of());
    public static final Selection NONE = new Selection(false, Set.of());

    public Selection {
        names = Set.copyOf(names);
    }

    /** A {@link NameList}; {@code *} for all, nothing for none. */
    public static Selection parse(String text) {
        return text.equals("*") ? ALL : new Selection(false, NameList.parse(text));
    }

    public boolean has(String name) {
        return all || names.contains(name);
    }

    /** What either has. */
    public Selection and(Selection other) {
        return all || other.all
                ? ALL
                : new Selection(
                        false,
                        Stream.concat(names.stream(), other.names.stream()).collect(Collectors.toUnmodifiableSet()));
    }
}
