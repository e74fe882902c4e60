package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a small project of its own, where Maven is a script that makes a jar of one class. */
class LauncherTest {

    /** What the launcher needs of the system, and no Java. */
    private static final List<String> TOOLS = List.of(
            "sh",
            "sed",
            "sort",
            "head",
            "tail",
            "find",
            "dirname",
            "readlink",
            "mkdir",
            "rm",
            "mv",
            "cp",
            "cat",
            "sleep",
            "id",
            "touch");

    @TempDir
    Path folder;

    private Path project;
    private Path tools;

    LauncherTest() {
        project = Path.of("");
        tools = Path.of("");
    }

    /** What the launcher starts in place of the command. */
    static final class Echo {
        public static void main(String[] args) {
            System.out.println(System.getProperty("user.dir") + "|" + System.getProperty("hourglass.root") + "|"
                    + String.join(",", args));
            System.exit(args.length > 0 && args[0].equals("fail") ? 2 : 0);
        }
    }

    @BeforeEach
    void make_a_project() throws IOException {
        project = Files.createDirectories(folder.toRealPath().resolve("a project"));
        tools = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            Path there = List.of("/usr/bin", "/bin").stream()
                    .map(bin -> Path.of(bin, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            script(tool, "exec " + there + " \"$@\"");
        }
        for (String module : List.of("events", "trainer", "tracker", "web", "deploy", ".mvn")) {
            Files.createDirectories(project.resolve(module).resolve("src"));
        }
        Files.createDirectories(project.resolve("web/src/api"));
        Files.copy(BuildInfo.root().resolve("hourglass"), project.resolve("hourglass"));
        Files.copy(BuildInfo.root().resolve("pom.xml"), project.resolve("pom.xml"));
        jar(folder.resolve("echo.jar"));
        script("node", "echo v20.1.0");
        script("npm", "true");
        script("mvn", """
                [ "$1" = --version ] && { echo 'Apache Maven 3.9.1 (x)'; exit; }
                echo "$*" >>'%s/builds'
                [ -e '%s/broken' ] && { echo 'ERROR: a bracket is missing'; exit 1; }
                : >web/src/api/schema.d.ts
                mkdir -p tracker/target/quarkus-app deploy/cli/target
                cp '%s/echo.jar' deploy/cli/target/hourglass.jar
                cp '%s/echo.jar' tracker/target/quarkus-app/quarkus-run.jar
                """.formatted(folder, folder, folder, folder));
    }

    @Test
    void it_works_from_any_folder_and_through_a_link() throws Exception {
        Path elsewhere = Files.createDirectories(folder.toRealPath().resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("hg"), Path.of("../a project/hourglass"));
        Answer answer = run(elsewhere, link.toString(), Map.of(), "run", "a spec.yaml");
        assertThat(answer.out()).isEqualTo(elsewhere + "|" + project + "|run,a spec.yaml\n");
        assertThat(answer.code()).isZero();
    }

    @Test
    void the_commands_exit_code_is_the_launchers() throws Exception {
        assertThat(launch("fail").code()).isEqualTo(2);
    }

    @Test
    void it_builds_what_is_missing_or_older_than_its_sources_and_nothing_else() throws Exception {
        launch("ls");
        assertThat(launch("ls").err()).isEmpty();
        assertThat(builds()).hasSize(1);

        Path source = Files.writeString(project.resolve("events/src/Event.java"), "class Event {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(launch("ls").err()).contains("building");
        assertThat(builds()).hasSize(2);

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
        Files.setLastModifiedTime(
                project.resolve("events/src"), FileTime.from(Instant.now().minusSeconds(60)));
        launch("ls");
        int before = builds().size();
        Files.delete(project.resolve("deploy/cli/target/hourglass.jar"));
        launch("ls");
        assertThat(builds()).hasSize(before + 1);
    }

    @Test
    void a_build_that_fails_names_its_log_and_shows_the_end_of_it() throws Exception {
        Files.createFile(folder.resolve("broken"));
        Answer answer = launch("ls");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err())
                .contains("a bracket is missing")
                .contains("the build failed; all of its log is in " + project.resolve("target/build.log"));
    }

    @Test
    void an_old_jdk_is_named_with_what_to_do() throws Exception {
        Path old = jdk("old", "17");
        Answer answer = run(
                project,
                "./hourglass",
                Map.of(
                        "JAVA_HOME",
                        old.toString(),
                        "HOURGLASS_JVMS",
                        folder.resolve("none").toString()),
                "ls");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err())
                .contains("no JDK 25 or newer found (only 17 in " + old + ")")
                .contains("adoptium.net")
                .hasLineCount(1);
    }

    @Test
    void a_new_jdk_among_the_usual_folders_is_taken_where_java_home_is_old() throws Exception {
        Path jvms = Files.createDirectories(folder.resolve("jvms"));
        Files.createSymbolicLink(jvms.resolve("new"), Path.of(System.getProperty("java.home")));
        Answer answer = run(
                project,
                "./hourglass",
                Map.of("JAVA_HOME", jdk("old", "17").toString(), "HOURGLASS_JVMS", jvms.toString()),
                "ls");
        assertThat(answer.code()).as(answer.err()).isZero();
    }

    @Test
    void old_or_missing_tools_of_the_build_are_named() throws Exception {
        script("node", "echo v18.19.0");
        assertThat(launch("ls").err()).contains("Node 18.19.0 is too old; get 20 or newer from https://nodejs.org");
        Files.delete(tools.resolve("node"));
        assertThat(launch("ls").err()).contains("Node with npm is missing");
        Files.delete(tools.resolve("mvn"));
        assertThat(launch("ls").err()).contains("Maven is missing; get 3.8.7 or newer");
    }

    @Test
    void the_test_command_verifies_and_passes_the_verdict_on() throws Exception {
        script("chromium", "true");
        Files.createDirectories(folder.resolve("shared/data"));
        Answer answer = launch("test");
        assertThat(answer.code()).isZero();
        assertThat(answer.err()).contains("data from " + folder.toRealPath().resolve("shared/data"));
        assertThat(builds()).containsExactly("-B -ntp -T 2 verify");

        Files.createFile(folder.resolve("broken"));
        Answer broken = launch("test");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out()).contains("a bracket is missing");
        assertThat(launch("test", "all").code()).isEqualTo(2);
    }

    private record Answer(int code, String out, String err) {}

    private Answer launch(String... arguments) throws Exception {
        return run(project, "./hourglass", Map.of("JAVA_HOME", System.getProperty("java.home")), arguments);
    }

    private Answer run(Path from, String launcher, Map<String, String> environment, String... arguments)
            throws Exception {
        var command = new ArrayList<>(List.of("sh", launcher));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        var builder = new ProcessBuilder(command)
                .directory(from.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        var clean = new HashMap<>(Map.of(
                "PATH", tools.toString(),
                "HOME", folder.toString(),
                "JAVA_HOME", System.getProperty("java.home")));
        clean.putAll(environment);
        builder.environment().clear();
        builder.environment().putAll(clean);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds"));
    }

    private void script(String name, String text) throws IOException {
        Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String program : List.of("java", "javac")) {
            Path file = Files.writeString(bin.resolve(program), "#!/bin/sh\nexit 1\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
        return home;
    }

    private static void jar(Path file) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        String entry = Echo.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var bytes = Echo.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new ZipEntry(entry));
            if (bytes != null) {
                bytes.transferTo(jar);
            }
        }
    }
}
