package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands that ask something of runs and tell what state they are in then. */
final class ActionCommands {

    private ActionCommands() {}

    abstract static class Action implements Runnable {

        @Parameters(arity = "1..*", paramLabel = "RUN", description = "Runs to act on.")
        List<String> runs;

        @Mixin
        TrackerOptions tracker;

        @Mixin
        Output output;

        private final String action;

        Action(String action) {
            this.action = action;
        }

        @Override
        public final void run() {
            try (TrackerClient client = tracker.connect()) {
                for (String run : runs) {
                    JsonNode now = client.post("/runs/" + client.runId(run) + "/" + action);
                    output.json(now);
                    output.line(
                            now.path("id").asText() + "  " + now.path("state").asText());
                }
            }
        }
    }

    @Command(name = "resume", description = "Queue runs again that were paused, lost, failed or cancelled.")
    static final class Resume extends Action {
        Resume() {
            super("resume");
        }
    }

    @Command(name = "pause", description = "Let runs save a checkpoint and stop; 'resume' goes on from it.")
    static final class Pause extends Action {
        Pause() {
            super("pause");
        }
    }

    @Command(
            name = "cancel",
            description = "End runs; 'resume' would go on from the last checkpoint, 'pause' saves one first.")
    static final class Cancel extends Action {
        Cancel() {
            super("cancel");
        }
    }

    @Command(name = "archive", description = "Put runs out of the way: 'ls' leaves them out. Nothing is lost.")
    static final class Archive extends Action {
        Archive() {
            super("archive");
        }
    }

    @Command(
            name = "trash",
            description = "Put runs into the trash, from which 'restore' brings them back for 30 days.")
    static final class Trash extends Action {
        Trash() {
            super("trash");
        }
    }

    @Command(name = "restore", description = "Bring runs back from the trash or the archive.")
    static final class Restore extends Action {
        Restore() {
            super("restore");
        }
    }

    @Command(
            name = "purge",
            description =
                    "Give up what runs in the trash recorded, now and for good: points, spectra, logs and checkpoints are removed"
                            + " from the stores. Their events stay in the log. What living branches inherit stays as long as those.")
    static final class Purge extends Action {
        Purge() {
            super("purge");
        }
    }
}
