package dev.hourglass.cli.stack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hourglass.cli.CommandFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** The folder in which one stack keeps its state: log, read model, checkpoints, its processes' logs, and who they are. */
public record Home(Path folder) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param option what {@code --home} gave
     * @param environment {@code HOURGLASS_HOME}, else the user's data folder by the XDG specification
     * @param operatingSystem as the system property {@code os.name} gives it
     */
    public static Home of(
            Optional<Path> option, Map<String, String> environment, Path userHome, String operatingSystem) {
        return new Home(option.or(() -> set(environment, "HOURGLASS_HOME").map(Path::of))
                .orElseGet(() -> userFolder(environment, userHome, operatingSystem))
                .toAbsolutePath()
                .normalize());
    }

    /** This process's environment. */
    public static Home of(Optional<Path> option) {
        return of(option, System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name", ""));
    }

    /** As a shell reads it. */
    public String quoted() {
        String path = folder.toString();
        return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path postgres() {
        return folder.resolve("postgres");
    }

    Path blobs() {
        return folder.resolve("blobs");
    }

    Path log(String process) {
        return folder.resolve("logs").resolve(process + ".log");
    }

    /** What runs on this home, or ran when its supervisor was killed. */
    public Optional<StackRecord> recorded() {
        Path file = folder.resolve("up.json");
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(file.toFile(), StackRecord.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new CommandFailedException(file + " cannot be read (" + e.getMessage() + "); remove it", e);
        }
    }

    void record(StackRecord running) {
        Path file = folder.resolve("up.json");
        Path next = folder.resolve("up.json.next");
        try {
            JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), running);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailedException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    void forgetRecord() {
        try {
            Files.deleteIfExists(folder.resolve("up.json"));
        } catch (IOException e) {
            throw new CommandFailedException("cannot remove up.json in " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Takes the home for this process; the system gives it back when the process ends, however it ends.
     *
     * @throws CommandFailedException if another stack runs on it; the message says where
     */
    FileLock lock() {
        try {
            Files.createDirectories(folder.resolve("logs"));
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                String where = recorded()
                        .map(running -> " at " + running.url() + " (process " + running.pid() + ")")
                        .orElse("; it is just starting");
                throw new CommandFailedException("Hourglass runs already on " + folder + where
                        + "; stop it, or choose another folder with --home");
            }
            return lock;
        } catch (IOException e) {
            throw new CommandFailedException("the home folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("NullAway") // tryLock gives null where another process holds the lock
    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisJvm) {
            return null;
        }
    }

    private static Path userFolder(Map<String, String> environment, Path userHome, String operatingSystem) {
        if (operatingSystem.startsWith("Mac")) {
            return userHome.resolve("Library/Application Support/Hourglass");
        }
        return set(environment, "XDG_DATA_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute) // the XDG specification: a relative path is to be ignored
                .orElse(userHome.resolve(".local/share"))
                .resolve("hourglass");
    }

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
