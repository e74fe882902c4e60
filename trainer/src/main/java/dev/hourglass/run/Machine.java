package dev.hourglass.run;

import dev.hourglass.events.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/** What an attempt runs on. Unknown entries are empty, never guessed. */
public final class Machine {

    private final Properties build;
    private final String cpu;

    private Machine(Properties build, String cpu) {
        this.build = build;
        this.cpu = cpu;
    }

    /** This process and the machine it is on. */
    public static Machine current() {
        var build = new Properties();
        try (InputStream in = Machine.class.getResourceAsStream("build.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the engine's own build.properties", e);
        }
        return new Machine(build, cpuName());
    }

    public String engineVersion() {
        return build.getProperty("version", "");
    }

    /** Of the engine's source; {@code -dirty} at the end if it had changes of its own; empty if it was not built from a clone. */
    public String gitCommit() {
        String commit = build.getProperty("commit", "");
        boolean dirty = Boolean.parseBoolean(build.getProperty("dirty", "false"));
        return dirty ? commit + "-dirty" : commit;
    }

    /**
     * @param dataSha256 empty if the data could not be read
     * @param kernel the dense kernel with what decides its bits
     */
    Provenance provenance(String dataName, String dataSha256, String kernel, String worker) {
        return new Provenance(
                engineVersion(),
                gitCommit(),
                dataName,
                dataSha256,
                property("java.vendor") + " " + property("java.vm.version"),
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                cpu,
                kernel,
                1, // one run is one thread
                worker);
    }

    private static String property(String name) {
        return System.getProperty(name, "");
    }

    private static String cpuName() {
        return System.getProperty("os.name", "").startsWith("Mac") ? cpuOfMac() : cpuOfLinux();
    }

    private static String cpuOfLinux() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    private static String cpuOfMac() {
        try {
            Process sysctl = new ProcessBuilder("sysctl", "-n", "machdep.cpu.brand_string")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(sysctl.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
