package dev.hourglass.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a {@link ManagedProcess} is to be started. Begins with the class path and the JVM of the caller. */
public final class JavaProgram {

    /** A tenth of the weight of others, where the scheduler is Linux's. */
    static final int NICENESS = 10;

    private static final Optional<Path> NICE = Stream.of("/usr/bin/nice", "/bin/nice")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    private final String mainClass;
    private final List<String> jvmOptions = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED"));
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String name;
    private String classPath = System.getProperty("java.class.path");
    private Pattern readyLine = Pattern.compile("ready.*");
    private @Nullable Path log;
    private boolean givesWay;

    JavaProgram(String mainClass) {
        this.mainClass = mainClass;
        this.name = mainClass.substring(mainClass.lastIndexOf('.') + 1);
    }

    /** What messages call it; else the main class's simple name. */
    public JavaProgram name(String newName) {
        name = newName;
        return this;
    }

    /** In place of the caller's own; to have {@link EndsWithParent} in it, as {@link #leash} tells, is the caller's part. */
    public JavaProgram classPath(String newClassPath) {
        classPath = newClassPath;
        return this;
    }

    public JavaProgram jvmOptions(String... options) {
        jvmOptions.addAll(List.of(options));
        return this;
    }

    public JavaProgram arguments(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** Adds to the caller's environment. */
    public JavaProgram environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** The whole line that says the program is ready; {@code ready.*} if not given. */
    public JavaProgram readyLine(String regularExpression) {
        readyLine = Pattern.compile(regularExpression);
        return this;
    }

    /** Standard output and error go there, after what is there already; else into a temporary file. */
    public JavaProgram log(Path file) {
        log = file;
        return this;
    }

    /**
     * Computes with what other programs leave of the processors, where the system has the command {@code nice}; elsewhere as
     * any other.
     */
    public JavaProgram givingWay() {
        givesWay = true;
        return this;
    }

    /** Does not wait; see {@link ManagedProcess#awaitReady}. */
    public ManagedProcess start() {
        try {
            Path file = log == null ? Files.createTempFile(name, ".log") : log.toAbsolutePath();
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            var command = new ArrayList<String>();
            if (givesWay && NICE.isPresent()) {
                // It becomes the program, by exec: the process is the same one.
                command.addAll(List.of(NICE.get().toString(), "-n", Integer.toString(NICENESS)));
            }
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmOptions);
            command.addAll(List.of("-cp", classPath, EndsWithParent.class.getName(), mainClass));
            command.addAll(arguments);
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            return new ManagedProcess(name, builder.start(), file, readyLine);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** Where {@link EndsWithParent} is, on this JVM's class path. */
    public static String leash() {
        try {
            return Path.of(EndsWithParent.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes lie at no path", e);
        }
    }
}
