package dev.hourglass.tracker.door;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses an Accept header that cannot be read, before anything is done: the REST layer would fail when it has to answer. */
final class AcceptCheck {

    @ServerRequestFilter(preMatching = true)
    public void refuseUnreadable(ContainerRequestContext request) {
        List<String> said = request.getHeaders().getOrDefault(HttpHeaders.ACCEPT, List.of());
        for (String types : said) {
            for (String type : types.split(",")) {
                if (!isMediaType(type.strip())) {
                    request.getHeaders().remove(HttpHeaders.ACCEPT);
                    throw new UnreadableAccept(type.strip());
                }
            }
        }
    }

    private static boolean isMediaType(String text) {
        try {
            MediaType.valueOf(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** No media type. */
    static final class UnreadableAccept extends Refusal {
        private static final long serialVersionUID = 1;

        UnreadableAccept(String type) {
            super(
                    400,
                    "Bad header",
                    "Accept has '" + type + "', must be media types such as application/json, by comma");
        }
    }
}
