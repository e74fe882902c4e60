package dev.hourglass.cli;

import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.stack.Home;
import dev.hourglass.cli.stack.StackRecord;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which tracker a command speaks to, and who speaks: a token where people sign in, else {@code HOURGLASS_USER}. */
final class TrackerOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The tracker; else HOURGLASS_URL, else the one that 'up' runs on the home folder.")
    Optional<URI> url;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Home folder of the 'up' to ask for the tracker; else HOURGLASS_HOME, else the user's data folder.")
    Optional<Path> home;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Your token, for a tracker that asks for one; else HOURGLASS_TOKEN, which other users of this"
                    + " machine cannot see.")
    Optional<String> token;

    /** @throws CommandFailedException if nothing names a tracker */
    TrackerClient connect() {
        URI base = url.or(() -> variable("HOURGLASS_URL").map(URI::create))
                .or(() -> Home.of(home).recorded().map(StackRecord::url).map(URI::create))
                .orElseThrow(() -> new CommandFailedException("no tracker is known: 'hourglass up' does not run on "
                        + Home.of(home).folder() + "; start it, or name a tracker with --url or HOURGLASS_URL"));
        return new TrackerClient(base, variable("HOURGLASS_USER"), token.or(() -> variable("HOURGLASS_TOKEN")));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
