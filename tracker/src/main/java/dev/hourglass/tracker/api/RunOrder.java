package dev.hourglass.tracker.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * By what runs are sorted, and how a page's last row becomes the next page's start (keyset paging: stable while runs come
 * and go). Ties are broken by id.
 *
 * @param text as given: a key, a hyphen before it for descending
 * @param expression in SQL; never from the request
 * @param type of the expression in SQL
 * @param metric whose last value is the key
 */
record RunOrder(String text, String expression, String type, boolean descending, Optional<String> metric) {

    private static final Pattern METRIC = Pattern.compile("[A-Za-z][A-Za-z0-9_./:-]{0,199}");

    /** Where a page begins: behind this key and id. */
    record After(String key, UUID id) {}

    static RunOrder parse(String text) {
        boolean descending = text.startsWith("-");
        String key = descending ? text.substring(1) : text;
        return switch (key) {
            case "created" -> new RunOrder(text, "r.created_at", "timestamptz", descending, Optional.empty());
            case "updated" -> new RunOrder(text, "r.updated_at", "timestamptz", descending, Optional.empty());
            case "name" -> new RunOrder(text, "r.name", "text", descending, Optional.empty());
            case "step" -> new RunOrder(text, "r.step", "bigint", descending, Optional.empty());
            default -> {
                if (!METRIC.matcher(key).matches()) {
                    throw new BadParameter(
                            "order",
                            text,
                            "created, updated, name, step or a metric, a hyphen before it for descending");
                }
                // runs without the metric come last both ways; NaN is PostgreSQL's greatest number
                String missing = descending ? "'-Infinity'" : "'NaN'";
                yield new RunOrder(
                        text, "coalesce(m.last, " + missing + ")", "double precision", descending, Optional.of(key));
            }
        };
    }

    /** @return opaque to clients */
    String cursor(After last) {
        byte[] bytes = (text + "\n" + last.id + "\n" + last.key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws BadParameter if the cursor is not one of this order's */
    After after(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", 3);
            if (parts.length == 3 && parts[0].equals(text)) {
                return new After(parts[2], UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw notOurs(cursor);
        }
        throw notOurs(cursor);
    }

    private static BadParameter notOurs(String cursor) {
        return new BadParameter("after", cursor, "the 'next' of an answer to the same query with the same order");
    }
}
