package dev.hourglass.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What the build wrote down: version, the engine's JVM options; and where the build is. */
public final class BuildInfo implements IVersionProvider {

    private static final Properties PROPERTIES = read();

    @Override
    public String[] getVersion() {
        return new String[] {"hourglass " + version(), "Java " + Runtime.version()};
    }

    public static String version() {
        return PROPERTIES.getProperty("version");
    }

    /** What every JVM that runs the engine must be started with. */
    public static List<String> engineJvmOptions() {
        return List.of(PROPERTIES.getProperty("engine.jvm").split(" +"));
    }

    /** The project's folder: told by the launcher, else seen from where these classes lie ({@code deploy/cli/target}). */
    public static Path root() {
        String told = System.getProperty("hourglass.root");
        if (told != null) {
            return Path.of(told);
        }
        return code().resolve("../../../..").normalize();
    }

    /** Where these classes lie: {@code hourglass.jar}, or a folder while the build goes on. */
    public static Path code() {
        try {
            return Path.of(BuildInfo.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes lie at no path", e);
        }
    }

    private static Properties read() {
        var properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
