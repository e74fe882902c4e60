package dev.hourglass.tracker.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hourglass.tracker.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
class GrafanaDashboardTest {

    private static final Path DASHBOARD = Path.of("..", "deploy", "grafana", "hourglass.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:hourglass|http|jvm|agroal)_[a-z0-9_]+");

    @Test
    void every_metric_that_the_dashboard_draws_is_one_the_tracker_has() throws IOException {
        given().get("/api/v1/projection").then().statusCode(200); // so that a request has been counted
        String offered = given().accept("text/plain").get("/q/metrics").asString();
        Set<String> names = offered.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
        JsonNode dashboard = new JsonMapper().readTree(DASHBOARD.toFile());
        Set<String> drawn = dashboard.findValuesAsText("expr").stream()
                .flatMap(query -> METRIC.matcher(query).results().map(MatchResult::group))
                .collect(Collectors.toSet());
        assertThat(drawn).hasSizeGreaterThan(8);
        assertThat(names).containsAll(drawn);
    }
}
