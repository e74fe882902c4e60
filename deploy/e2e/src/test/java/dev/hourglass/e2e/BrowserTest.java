package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.embedded.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages that need no run of the demo, in a real browser on a stack that begins empty; the others are with the demo, in
 * {@link DemoInTheBrowserTest}.
 */
class BrowserTest {

    private static final List<String> SCRIPTS =
            List.of("frame.mjs", "views.mjs", "runs.mjs", "tree.mjs", "hostile.mjs");

    @TempDir
    Path folder;

    @Test
    void pages_answer_to_hand_and_keys_and_no_text_does_harm() throws Exception {
        try (ManagedProcess up = Command.start(folder.resolve("home"), "up", "--workers", "2")) {
            String url = new ObjectMapper().readTree(up.readyLine()).path("url").textValue();
            for (String script : SCRIPTS) {
                new Browser(folder.resolve("browser.log")).run(script, url);
            }
            assertThat(up.stop(Duration.ofSeconds(60))).as("ends in order").isTrue();
        }
    }
}
