package dev.hourglass.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.erdtman.jcs.JsonCanonicalizer;

/** What somebody's own program says of its run in place of a spec of ours: any JSON object. */
public final class FreeParams {

    /** Characters of canonical JSON: it is part of one event. */
    static final int LONGEST = 200_000;

    private FreeParams() {}

    /**
     * RFC 8785, as of a spec.
     *
     * @throws IllegalArgumentException if it is no object, is too long, has two values at one path, or a number or character
     *     that would not be the same when it is read back; the message names the path
     */
    public static String canonical(JsonNode params) {
        if (!params.isObject()) {
            throw new IllegalArgumentException("params must be an object");
        }
        check("params", "", params, new HashSet<>());
        String text;
        try {
            text = new JsonCanonicalizer(params.toString()).getEncodedString();
        } catch (IOException e) {
            throw new IllegalArgumentException("params: " + e.getMessage(), e);
        }
        if (!new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("params has half of a surrogate pair, which is no character");
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("params has " + text.length() + " characters, may have " + LONGEST
                    + "; keep large values elsewhere");
        }
        return text;
    }

    /** @param flat the path as values are searched by */
    private static void check(String where, String flat, JsonNode node, Set<String> paths) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = entry.getKey();
            if (key.isEmpty() || key.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(where + " has a key that is empty or has a control character");
            }
            String path = flat.isEmpty() ? key : flat + "." + key;
            if (!entry.getValue().isObject() && !paths.add(path)) {
                throw new IllegalArgumentException("params has two values at '" + path + "'");
            }
            check(where + "." + key, path, entry.getValue(), paths);
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(where + "[" + i + "]", flat, node.get(i), new HashSet<>());
            }
        }
        if (node.isNumber() && !isDouble(node)) {
            throw new IllegalArgumentException(
                    where + " is " + node.asText() + ", which is no double; give it as a text");
        }
    }

    /** Canonical JSON knows numbers as doubles. */
    private static boolean isDouble(JsonNode number) {
        double value = number.doubleValue();
        return Double.isFinite(value)
                && (!number.isIntegralNumber()
                        || new BigDecimal(value).compareTo(new BigDecimal(number.bigIntegerValue())) == 0);
    }
}
