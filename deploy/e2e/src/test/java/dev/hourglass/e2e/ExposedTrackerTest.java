package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.BuildInfo;
import dev.hourglass.cli.chaos.Await;
import dev.hourglass.embedded.JavaProgram;
import dev.hourglass.embedded.ManagedProcess;
import dev.hourglass.embedded.Ports;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExposedTrackerTest {

    @TempDir
    Path folder;

    @Test
    void a_tracker_on_the_network_where_nobody_signs_in_ends_before_its_port_is_open() throws Exception {
        int port = Ports.free();
        Path jar = BuildInfo.root().resolve("tracker/target/quarkus-app/quarkus-run.jar");
        try (ManagedProcess tracker = ManagedProcess.java("io.quarkus.bootstrap.runner.QuarkusEntryPoint")
                .name("tracker")
                .classPath(jar + File.pathSeparator + JavaProgram.leash())
                .log(folder.resolve("tracker.log"))
                .jvmOptions(
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dquarkus.http.host=0.0.0.0",
                        "-Dquarkus.http.port=" + port,
                        "-Dhourglass.sign-in=open")
                .start()) {
            var opened = new AtomicBoolean();
            Await.until("the tracker ends", Duration.ofSeconds(120), () -> {
                opened.compareAndSet(false, isOpen(port));
                return !tracker.isAlive();
            });
            assertThat(tracker.exitCode()).isNotZero();
            assertThat(opened).isFalse();
            assertThat(tracker.log()).content().contains("0.0.0.0", "hourglass.sign-in");
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
