package dev.hourglass.tracker.door;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Which names mean this very machine. Judged by the text alone: a resolver could be made to lie. */
final class Loopback {

    private static final Pattern NAMES =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    static boolean isName(String host) {
        return NAMES.matcher(host).matches();
    }

    /** @param origin as browsers send it: {@code http://localhost:8080}; {@code null} is a page without one */
    static boolean isOrigin(String origin) {
        return isName(hostOf(origin));
    }

    static boolean isSameOrigin(String origin, String authority) {
        try {
            String of = new URI(origin).getRawAuthority();
            return of != null && of.equalsIgnoreCase(authority);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String hostOf(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host == null ? "" : host;
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
