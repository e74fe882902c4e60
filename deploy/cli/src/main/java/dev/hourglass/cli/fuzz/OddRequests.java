package dev.hourglass.cli.fuzz;

import dev.hourglass.cli.api.TrackerClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Requests over all routes, each drawn from the seed and its number alone. */
final class OddRequests {

    private static final String[] TYPES = {
        "application/json",
        "text/csv",
        "*/*",
        "text/event-stream",
        "application/x-ndjson",
        "x",
        "application/octet-stream"
    };

    /** One in so many of those that read all of the log is asked. */
    private static final int LONG_ONES = 200;

    private final long seed;
    private final Route.Document document;
    private final OddBodies bodies;
    private final List<String> spoilt;
    private final List<String> readOnly;

    /**
     * @param spoilt runs with which anything may be done
     * @param readOnly runs that nothing may change
     */
    OddRequests(long seed, Route.Document document, List<String> spoilt, List<String> readOnly) {
        this.seed = seed;
        this.document = document;
        this.bodies = new OddBodies(document.schemas());
        this.spoilt = spoilt;
        this.readOnly = readOnly;
    }

    /**
     * @param bytes as they go over the wire
     * @param isHttp false if they were spoilt so that a server may hang up on them
     */
    record Request(Route route, byte[] bytes, boolean isHttp) {}

    Request get(int number) {
        var random = new SplittableRandom(seed * 1_000_003 + number);
        Route route = route(random);
        byte[] body = bodies.of(random, route);
        boolean spoil = random.nextInt(30) == 0;
        byte[] head = head(random, route, body.length).getBytes(StandardCharsets.ISO_8859_1);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(spoil ? OddValues.flipped(random, head) : head);
        bytes.writeBytes(body);
        return new Request(route, bytes.toByteArray(), !spoil);
    }

    private Route route(RandomGenerator random) {
        while (true) {
            Route route = document.routes().get(random.nextInt(document.routes().size()));
            if (!route.isLong() || random.nextInt(LONG_ONES) == 0) {
                return route;
            }
        }
    }

    private String head(RandomGenerator random, Route route, int length) {
        var headers = new StringBuilder("Host: 127.0.0.1\r\nConnection: close\r\n");
        String path = route.path();
        var query = new StringBuilder();
        for (Route.Parameter parameter : route.parameters()) {
            switch (parameter.in()) {
                case "path" -> path = path.replace("{" + parameter.name() + "}", segment(random, route, parameter));
                case "query" -> {
                    for (int n = random.nextInt(8) == 0 ? 2 : random.nextInt(2); n > 0; n--) {
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(parameter.name())
                                .append('=')
                                .append(encoded(random, value(random, route, parameter)));
                    }
                }
                default -> {
                    if (random.nextBoolean()) {
                        header(headers, parameter.name(), value(random, route, parameter));
                    }
                }
            }
        }
        if (random.nextInt(15) == 0) {
            query.append(query.isEmpty() ? '?' : '&').append("odd=").append(encoded(random, OddValues.text(random)));
        }
        if (random.nextInt(3) == 0) {
            header(headers, "Accept", TYPES[random.nextInt(TYPES.length)]);
        }
        if (!route.reads()) {
            String type = route.bodyType().orElse("application/json");
            header(headers, "Content-Type", random.nextInt(10) == 0 ? TYPES[random.nextInt(TYPES.length)] : type);
            header(headers, "If-Match", random.nextBoolean() ? "*" : OddValues.text(random));
            header(headers, "Content-Length", Integer.toString(length));
        }
        String method = random.nextInt(40) == 0 ? "PATCH" : route.method();
        return method + " " + path + query + " HTTP/1.1\r\n" + headers + "\r\n";
    }

    private String segment(RandomGenerator random, Route route, Route.Parameter parameter) {
        if (parameter.name().equals("run") && random.nextInt(5) > 0) {
            boolean keep = route.reads() && !readOnly.isEmpty() && random.nextInt(3) == 0;
            return keep ? one(random, readOnly) : one(random, spoilt);
        }
        String odd = random.nextInt(3) == 0 ? parameter.name() : OddValues.text(random);
        // Else it could be the beginning of the id of a run that nothing may change.
        return encoded(random, route.reads() ? odd : "~" + odd);
    }

    private String value(RandomGenerator random, Route route, Route.Parameter parameter) {
        if (random.nextInt(3) == 0) {
            return OddValues.text(random);
        }
        if (parameter.usual().isPresent() && random.nextBoolean()) {
            return parameter.usual().get();
        }
        return switch (parameter.name()) {
            case "run", "runs", "parent", "root" ->
                route.reads() ? one(random, readOnly) + "," + one(random, spoilt) : one(random, spoilt);
            case "metrics" -> "nll,accuracy,msd";
            case "x" -> new String[] {"step", "tau", "wall", "tau/tw"}[random.nextInt(4)];
            case "points" -> random.nextInt(4) == 0 ? "raw" : Long.toString(OddValues.number(random));
            case "Idempotency-Key" -> new UUID(random.nextLong(), random.nextLong()).toString();
            default ->
                switch (parameter.type()) {
                    case "integer" -> Long.toString(OddValues.number(random));
                    case "number" -> Double.toString(OddValues.real(random));
                    case "boolean" -> Boolean.toString(random.nextBoolean());
                    default -> OddValues.text(random);
                };
        };
    }

    private static String one(RandomGenerator random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Now and then with an escape that is none. */
    private static String encoded(RandomGenerator random, String text) {
        String most = text.substring(0, Math.min(text.length(), 3_000));
        return TrackerClient.encode(most) + (random.nextInt(60) == 0 ? "%zz" : "");
    }

    private static void header(StringBuilder headers, String name, String value) {
        String line = value.replace('\r', ' ').replace('\n', ' ').replace('\0', ' ');
        headers.append(name)
                .append(": ")
                .append(line, 0, Math.min(line.length(), 3_000))
                .append("\r\n");
    }
}
