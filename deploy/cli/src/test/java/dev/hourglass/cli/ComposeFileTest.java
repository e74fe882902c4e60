package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.DataFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** What can be known of docker-compose.yml and the Dockerfiles without an engine that runs them. */
class ComposeFileTest {

    private static final Path ROOT = BuildInfo.root();
    private static final Pattern SETTING = Pattern.compile("^ +[\\w<>]+ (\\w+)\\(\\);", Pattern.MULTILINE);
    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{env:(\\w+)}");
    private static final Pattern COPY = Pattern.compile("^COPY (\\S+) ", Pattern.MULTILINE);

    private final Map<?, ?> services =
            map(map(new Load(LoadSettings.builder().build()).loadFromString(read(ROOT.resolve("docker-compose.yml"))))
                    .get("services"));

    @Test
    void the_tracker_has_every_setting_it_is_given() {
        Set<String> known = trackerSettings();
        assertThat(known).contains("HOURGLASS_KAFKA_BOOTSTRAP_SERVERS", "HOURGLASS_BLOBS");
        assertThat(environment("tracker").filter(name -> name.startsWith("HOURGLASS_")))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void a_worker_reads_every_variable_it_is_given() {
        Set<String> known = new HashSet<>(Set.of(DataFolders.VARIABLE));
        // As it is written: picocli itself tells the value that the variable has now.
        Stream.of(WorkerCommand.class.getDeclaredFields())
                .flatMap(field -> Stream.ofNullable(field.getAnnotation(CommandLine.Option.class)))
                .flatMap(option -> ENVIRONMENT.matcher(option.defaultValue()).results())
                .forEach(match -> known.add(match.group(1)));
        assertThat(environment("worker")).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void there_are_kafka_postgres_a_tracker_and_two_workers() {
        assertThat(services.keySet().stream().map(Object::toString))
                .containsExactlyInAnyOrder("kafka", "postgres", "tracker", "worker");
        assertThat(map(service("worker").get("deploy")).get("replicas")).isEqualTo(2);
    }

    @Test
    void only_this_host_reaches_what_is_published() {
        List<String> ports = services.values().stream()
                .flatMap(service -> list(map(service).get("ports")).stream())
                .map(Object::toString)
                .toList();
        assertThat(ports).hasSize(1).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void every_volume_that_is_used_is_declared_and_tracker_and_workers_share_the_blobs() {
        assertThat(list(service("tracker").get("volumes")).stream().map(Object::toString))
                .contains("blobs:/blobs");
        assertThat(list(service("worker").get("volumes")).stream().map(Object::toString))
                .contains("blobs:/blobs");
    }

    @Test
    void images_are_made_of_the_builds_output_and_the_engine_gets_its_options() {
        String worker = read(ROOT.resolve("deploy/docker/worker.Dockerfile"));
        BuildInfo.engineJvmOptions().forEach(option -> assertThat(worker).contains("\"" + option + "\""));
        String ignored = read(ROOT.resolve(".dockerignore"));
        for (String file : List.of(worker, read(ROOT.resolve("deploy/docker/tracker.Dockerfile")))) {
            COPY.matcher(file).results().forEach(copy -> assertThat(ignored).contains("!" + copy.group(1) + "\n"));
        }
    }

    /** The names that MicroProfile gives the settings of the tracker's configuration interfaces in the environment. */
    private static Set<String> trackerSettings() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("tracker/src/main/java"))) {
            Set<String> words = files.filter(file -> file.toString().endsWith("Config.java"))
                    .map(ComposeFileTest::read)
                    .filter(text -> text.contains("@ConfigMapping(prefix = \"hourglass\")"))
                    .flatMap(text -> SETTING.matcher(text).results().map(match -> match.group(1)))
                    .map(name -> name.replaceAll("(\\p{Upper})", "_$1").toUpperCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            return Stream.concat(words.stream(), words.stream().flatMap(group -> words.stream()
                            .map(name -> group + "_" + name)))
                    .map(name -> "HOURGLASS_" + name)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> environment(String service) {
        return map(service(service).get("environment")).keySet().stream().map(Object::toString);
    }

    private Map<?, ?> service(String name) {
        return map(services.get(name));
    }

    private static Map<?, ?> map(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object node) {
        return node instanceof List<?> list ? list : List.of();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
