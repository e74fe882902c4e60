package dev.hourglass.tracker.people;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts people's names where events have their ids. What is nobody's id stays as it is; somebody whom another tracker has added is
 * known after two seconds.
 */
@Singleton
public final class PersonNames {

    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();
    private static final Pattern ID =
            Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");

    private final People people;
    private volatile Known known = new Known(Map.of(), -1, System.nanoTime());

    PersonNames(People people) {
        this.people = people;
    }

    /**
     * @param text an id, or a text in which ids stand
     * @throws IllegalStateException if PostgreSQL does not answer
     */
    public String in(String text) {
        Matcher ids = ID.matcher(text);
        if (!ids.find()) {
            return text;
        }
        Map<String, String> names = names();
        return ids.reset().replaceAll(id -> Matcher.quoteReplacement(names.getOrDefault(id.group(), id.group())));
    }

    private Map<String, String> names() {
        long added = people.added(); // before reading: who comes meanwhile is looked for the next time
        Known now = known;
        if (now.added != added || System.nanoTime() - now.askedAt > FRESH_NANOS) {
            now = new Known(read(), added, System.nanoTime());
            known = now;
        }
        return now.names;
    }

    private Map<String, String> read() {
        try {
            return people.all().stream()
                    .collect(Collectors.toMap(person -> person.id().toString(), Person::name));
        } catch (SQLException e) {
            throw new IllegalStateException("people's names cannot be read", e);
        }
    }

    private record Known(Map<String, String> names, long added, long askedAt) {}
}
