package dev.hourglass.tracker.api;

import java.util.Set;

/**
 * Which of a run's metrics and parameters an answer carries.
 *
 * @param all whatever {@code names} say
 */
record Selection(boolean all, Set<String> names) {

    static final Selection ALL = new Selection(true, Set.of());

    /** A {@link NameList}; {@code *} for all, nothing for none. */
    static Selection parse(String text) {
        return text.equals("*") ? ALL : new Selection(false, NameList.parse(text));
    }
}
