package dev.hourglass.events;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A constant by the word that stands for it in events, in the API and on the screen. */
public interface Word {
    String word();

    /** @throws IllegalArgumentException that names the word and those that exist */
    static <E extends Enum<E> & Word> E parse(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> c.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + " '" + word + "', only "
                        + Arrays.stream(type.getEnumConstants()).map(Word::word).collect(Collectors.joining(", "))));
    }
}
