package dev.hourglass.worker;

import dev.hourglass.events.Command;
import dev.hourglass.events.WorkOffered;
import dev.hourglass.run.RunControl;
import dev.hourglass.run.RunProgress;
import java.util.UUID;

/** The attempt that a worker makes at present: what commands reach and heartbeats report. */
final class Execution {

    private final WorkOffered work;
    private final UUID attempt;
    private final RunControl control = new RunControl();
    private final RunProgress progress = new RunProgress();
    private volatile boolean announced;

    Execution(WorkOffered work, UUID attempt) {
        this.work = work;
        this.attempt = attempt;
    }

    WorkOffered work() {
        return work;
    }

    UUID run() {
        return work.run();
    }

    UUID attempt() {
        return attempt;
    }

    RunControl control() {
        return control;
    }

    RunProgress progress() {
        return progress;
    }

    /** Whether the log has its start: a sign of life before that would be a stranger's. */
    boolean isAnnounced() {
        return announced;
    }

    void announced() {
        announced = true;
    }

    boolean isDropped() {
        return control.isDropped();
    }

    /** @return whether the command was meant for this attempt */
    boolean obey(Command command) {
        if (!command.run().equals(run())
                || command.attempt().filter(id -> !id.equals(attempt)).isPresent()) {
            return false;
        }
        switch (command.kind()) {
            case PAUSE -> control.end(RunControl.Ending.PAUSE, command.reason());
            case CANCEL -> control.end(RunControl.Ending.CANCEL, command.reason());
            case CHECKPOINT -> control.saveCheckpoint();
            case STOP -> control.end(RunControl.Ending.DROP, command.reason());
        }
        return true;
    }
}
