package dev.hourglass.run;

import java.nio.file.Files;
import java.nio.file.Path;

/** A training as a process of its own, to be killed: {@code TrainerProcess OUT SPEC}. */
public final class TrainerProcess {

    private TrainerProcess() {}

    public static void main(String[] args) throws Exception {
        FolderTrainingTest.train(Path.of(args[0]), Files.readString(Path.of(args[1])));
        System.exit(0);
    }
}
