package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UsageTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int execute(String... arguments) {
        return Hourglass.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nix",
                "ls --nix",
                "run",
                "train spec.yaml",
                "branch x",
                "branch x --at noon",
                "branch x --at tau=soon",
                "up --port eighty",
                "up --port 70000",
                "up --workers -1",
                "checkpoint",
                "checkpoint prune x",
                "tag",
                "tag x =blue",
                "note x text --remove y",
                "rename x",
                "trash",
                "data",
                "data fetch",
                "tracker",
                "tracker skip 2:17",
                "tracker skip 2 --reason x",
                "token",
                "token create",
                "people",
                "people role Ada",
                "bench",
                "worker --kafka localhost:9092 --blobs b --heartbeat soon",
                "export x --format xls",
                "export x --format parquet"
            })
    void wrong_usage_exits_with_2_and_shows_the_usage(String line) {
        assertThat(execute(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: hourglass");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void help_and_version_are_no_failures() {
        assertThat(execute("--help")).isZero();
        assertThat(execute("--version")).isZero();
        assertThat(execute("branch", "--help")).isZero();
        assertThat(out.toString()).contains("hourglass " + BuildInfo.version());
    }

    @Test
    void every_command_that_answers_has_json() {
        for (CommandLine command : leaves(Hourglass.commandLine())) {
            assertThat(command.getCommandSpec().findOption("--json"))
                    .as(command.getCommandSpec().qualifiedName())
                    .isNotNull();
        }
    }

    @Test
    void without_a_tracker_the_message_says_how_to_get_one() {
        assertThat(execute("ls", "--home", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("hourglass up").contains("--url").contains("HOURGLASS_URL");
    }

    @Test
    void a_tracker_that_does_not_answer_is_named() {
        assertThat(execute("ls", "--url", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString()).contains("no tracker answers at http://127.0.0.1:1");
    }

    @Test
    void a_spec_that_is_not_there_is_named() {
        assertThat(execute("train", folder.resolve("nix.yaml").toString(), "--out", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("nix.yaml");
    }

    private static List<CommandLine> leaves(CommandLine command) {
        if (command.getSubcommands().isEmpty()) {
            return List.of(command);
        }
        return command.getSubcommands().values().stream()
                .flatMap(each -> leaves(each).stream())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "pause", "logs", "trash"})
    void an_id_of_a_run_that_is_empty_is_told_before_anything_is_asked(String command) {
        assertThat(execute(command, "", "--url", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString()).contains("the run's id is empty");
    }
}
