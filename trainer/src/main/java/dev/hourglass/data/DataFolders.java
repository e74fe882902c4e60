package dev.hourglass.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The places where data are looked for, in this order.
 *
 * @param option what {@code --data DIR} gave
 * @param variable what the environment's {@code HOURGLASS_DATA} gave
 * @param user the user's own data folder, where downloads go
 */
public record DataFolders(Optional<Path> option, Optional<Path> variable, Path user) {

    public static final String VARIABLE = "HOURGLASS_DATA";

    /**
     * @param environment the process's environment variables
     * @param home the user's home folder
     * @param operatingSystem as the system property {@code os.name} gives it
     */
    public static DataFolders of(
            Optional<Path> option, Map<String, String> environment, Path home, String operatingSystem) {
        return new DataFolders(
                option, set(environment, VARIABLE).map(Path::of), userFolder(environment, home, operatingSystem));
    }

    /** All places, first looked at first. */
    public List<Path> inOrder() {
        return Stream.concat(Stream.concat(option.stream(), variable.stream()), Stream.of(user))
                .toList();
    }

    /** Where the file stands, unread. */
    public Optional<Path> find(DatasetFile file) {
        return inOrder().stream()
                .map(folder -> folder.resolve(file.path()))
                .filter(Files::exists)
                .findFirst();
    }

    private static Path userFolder(Map<String, String> environment, Path home, String operatingSystem) {
        if (operatingSystem.startsWith("Mac")) {
            return home.resolve("Library/Application Support/Hourglass/data");
        }
        return set(environment, "XDG_DATA_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute) // the XDG specification: a relative path is to be ignored
                .orElse(home.resolve(".local/share"))
                .resolve("hourglass/data");
    }

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
