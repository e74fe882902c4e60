package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.embedded.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer starts it, its pages in a real browser; screenshots stay in {@code target/screenshots}. */
class DemoInTheBrowserTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In this order: the first expects the demo's runs alone, the others add what they need. */
    private static final List<String> SCRIPTS =
            List.of("run.mjs", "one-run.mjs", "compare.mjs", "aging.mjs", "wide.mjs");

    @TempDir
    Path folder;

    @Test
    void the_demo_ends_with_its_summary_and_its_branches_are_seen_in_the_browser() throws Exception {
        try (ManagedProcess demo = Command.start(folder.resolve("home"), "demo")) {
            JsonNode summary = JSON.readTree(demo.readyLine());
            assertThat(summary.path("runs").size() + summary.path("runs").intValue())
                    .isEqualTo(4);
            assertThat(summary.path("branches").size()
                            + summary.path("branches").intValue())
                    .isEqualTo(3);
            assertThat(summary.path("eventsPublished").longValue()).isPositive();
            assertThat(summary.path("eventsProjected")).isEqualTo(summary.path("eventsPublished"));
            assertThat(summary.path("nll")).hasSize(4);
            assertThat(summary.path("stepsPerSecond").doubleValue()).isPositive();
            assertThat(summary.path("dataset").textValue()).isEqualTo("jsb-chorales");

            for (String script : SCRIPTS) {
                new Browser(folder.resolve("browser.log"))
                        .run(script, summary.path("url").textValue());
            }
            assertThat(demo.stop(Duration.ofSeconds(60))).as("ends in order").isTrue();
        }
    }
}
