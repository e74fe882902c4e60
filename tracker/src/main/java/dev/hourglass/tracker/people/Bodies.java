package dev.hourglass.tracker.people;

import dev.hourglass.events.Word;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.door.Visitor;
import org.jspecify.annotations.Nullable;

/** What must be true of what people send. */
final class Bodies {

    static final int LONGEST = Visitor.LONGEST_NAME;

    private Bodies() {}

    /** @throws Refusals.BadSetting if nothing was sent, which the REST layer takes for null */
    static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new Refusals.BadSetting("the body is empty; send JSON");
        }
        return body;
    }

    static String name(String key, @Nullable String text) {
        String name = text == null ? "" : text.strip();
        if (!isName(name)) {
            throw new Refusals.BadSetting(
                    key + " is '" + name + "', must be 1 to " + LONGEST + " characters on one line");
        }
        return name;
    }

    static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    static Role role(@Nullable String word) {
        try {
            return Word.parse(Role.class, word == null ? "" : word);
        } catch (IllegalArgumentException e) {
            throw new Refusals.BadSetting("role: " + e.getMessage());
        }
    }
}
