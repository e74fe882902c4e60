package dev.hourglass.events.topics;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How Kafka is reached safely: a properties file with Kafka's own names, as its tools take it. Kept to encryption and sign-in,
 * because what else could be said there would undo what the log promises.
 */
public final class KafkaConfigFile {

    private KafkaConfigFile() {}

    /**
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it says more than it may, with the file and the key
     */
    public static Map<String, String> read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> settings = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (!key.startsWith("security.") && !key.startsWith("sasl.") && !key.startsWith("ssl.")) {
                throw new IllegalArgumentException(
                        file + " sets " + key
                                + ", but only security.*, sasl.* and ssl.* can be set there: how the log is written and read is fixed");
            }
            settings.put(key, properties.getProperty(key));
        }
        return settings;
    }
}
