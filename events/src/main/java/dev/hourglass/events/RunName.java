package dev.hourglass.events;

/** What a run may be called: 1 to 200 UTF-16 units, not all blank. */
public final class RunName {

    private static final int LONGEST = 200;

    private RunName() {}

    static void check(String name) {
        Checks.text("name", name, LONGEST);
    }

    /**
     * A valid name whatever the other run's or experiment's is.
     *
     * @param from cut at its end where both together are too long
     * @param end shorter than a name may be
     */
    public static String derived(String from, String end) {
        return begin(from, LONGEST - end.length()) + end;
    }

    /** At most so many units, and no half of a character. */
    public static String begin(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
