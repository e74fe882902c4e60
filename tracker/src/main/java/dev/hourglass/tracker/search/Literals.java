package dev.hourglass.tracker.search;

import dev.hourglass.events.RunKind;
import dev.hourglass.events.Word;
import dev.hourglass.tracker.readmodel.State;
import dev.hourglass.tracker.search.Field.Attribute;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Values as people write them. */
final class Literals {

    private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([smhdw])");
    private static final Pattern DURATIONS = Pattern.compile("(" + DURATION + ")+");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3600, "d", 86_400, "w", 604_800);

    private Literals() {}

    /** 90s, 1.5h, 1d12h: in seconds. */
    static Optional<Double> duration(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (!DURATIONS.matcher(word).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                DURATION.matcher(word).results().mapToDouble(Literals::seconds).sum());
    }

    private static double seconds(MatchResult part) {
        return Double.parseDouble(part.group(1)) * SECONDS.getOrDefault(part.group(2), 1);
    }

    /** ISO 8601: a day, or a day and a time; without an offset it is UTC. PostgreSQL keeps microseconds. */
    static Optional<Instant> time(String text) {
        String iso = text.strip().replace(' ', 'T').toUpperCase(Locale.ROOT);
        try {
            Instant time;
            if (!iso.contains("T")) {
                time = LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
            } else if (iso.endsWith("Z") || iso.lastIndexOf('-') > iso.indexOf('T') || iso.contains("+")) {
                time = OffsetDateTime.parse(iso).toInstant();
            } else {
                time = LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            }
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            return year < 1 || year > 9999 ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The only texts there are of a state or a kind; empty for other fields: any text. */
    static List<String> words(Field field) {
        if (field == Attribute.STATE) {
            return Arrays.stream(State.values()).map(State::word).toList();
        }
        return field == Attribute.KIND
                ? Arrays.stream(RunKind.values()).map(Word::word).toList()
                : List.of();
    }
}
