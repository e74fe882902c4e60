package dev.hourglass.tracker.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import dev.hourglass.tracker.testing.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who has an answer that is still right does not get it again. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class UnchangedTest {

    @Inject
    Told told;

    @TestHTTPResource("/api/v1/stream")
    URI stream;

    private final Facts parent = new Facts(UUID.randomUUID());
    private final Facts branch = new Facts(UUID.randomUUID());

    private static Response get(String path, String accept, String seen) {
        return given().urlEncodingEnabled(false)
                .accept(accept)
                .header("If-None-Match", seen)
                .get("/api/v1/runs/" + path);
    }

    private static String tag(String path, String accept) {
        Response answer = get(path, accept, "\"none\"");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().getValues("Cache-Control")).containsExactly("private, no-cache");
        return answer.header("ETag");
    }

    @Test
    void series_are_sent_again_only_when_something_was_added_to_them_or_to_what_they_inherit() {
        told.that(parent.created(), parent.started(1, 0), parent.points(1, 1, 0, 5));
        told.that(
                branch.created(RunKind.QUEUED, Facts.spec(""), Optional.of(parent.branchPoint(1, 10))),
                branch.started(1, Optional.empty(), 10, true),
                branch.points(1, 1, 11));
        String path = branch.run + "/series?metrics=nll&points=raw";
        String first = tag(path, "application/json");
        told.that(parent.points(1, 2, 10));
        String second = tag(path, "application/json");
        told.that(branch.points(1, 2, 12), branch.completed(1, 3, 12));
        String third = tag(path, "application/json");
        assertThat(Set.of(first, second, third)).hasSize(3);
        assertThat(get(path, "application/json", second).statusCode()).isEqualTo(200);
        assertThat(get(path, "application/json", third).statusCode()).isEqualTo(304);
        assertThat(get(path, "application/json", third).asString()).isEmpty();
        assertThat(get(path, "text/csv", third).statusCode()).as("another form").isEqualTo(200);
        assertThat(get(path, "text/csv", tag(path, "text/csv")).statusCode()).isEqualTo(304);
    }

    @Test
    void a_spec_never_changes() {
        told.that(parent.created());
        Response spec = get(parent.run + "/spec", "application/json", "\"none\"");
        assertThat(spec.asString()).isEqualTo(Facts.spec("").canonicalJson());
        assertThat(spec.header("ETag")).isEqualTo('"' + Facts.spec("").sha256() + '"');
        assertThat(get(parent.run + "/spec", "application/json", spec.header("ETag"))
                        .statusCode())
                .isEqualTo(304);
    }

    /** Compression waits for more to compress. */
    @Test
    void the_live_stream_is_not_compressed() throws Exception {
        var connection = (HttpURLConnection) stream.toURL().openConnection();
        connection.setRequestProperty("Accept-Encoding", "gzip");
        connection.setRequestProperty("Accept", "text/event-stream");
        try (InputStream events = connection.getInputStream()) {
            assertThat(connection.getHeaderField("Content-Encoding")).isNull();
            told.that(parent.created());
            var heard = new StringBuilder();
            while (heard.indexOf(parent.run.toString()) < 0) {
                int next = events.read();
                assertThat(next).as("the stream ended").isNotNegative();
                heard.append(new String(new byte[] {(byte) next}, StandardCharsets.ISO_8859_1));
            }
        } finally {
            connection.disconnect();
        }
    }
}
