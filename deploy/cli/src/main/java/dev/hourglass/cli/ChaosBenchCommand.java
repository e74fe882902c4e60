package dev.hourglass.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.chaos.Chaos;
import dev.hourglass.cli.chaos.ChaosReport;
import dev.hourglass.cli.stack.Fleet;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "chaos",
        description =
                "Kill and freeze trackers, workers, broker and database of a stack of its own under load, then compare"
                        + " every point with what was published.")
final class ChaosBenchCommand implements Callable<Integer> {

    private static final int LEAST_FAULTS = 20;

    @Option(
            names = "--minutes",
            defaultValue = "2",
            description = "Of faults, 20 at least; ${DEFAULT-VALUE} if not given.")
    int minutes;

    @Option(names = "--seed", description = "What the faults and events are drawn from; a new one if not given.")
    Optional<Long> seed;

    @Mixin
    Output output;

    @Override
    public Integer call() throws Exception {
        long drawn = seed.orElseGet(() -> (long) new SecureRandom().nextInt(1_000_000));
        var folder = new TemporaryFolder("hourglass-chaos");
        ChaosReport report;
        try (Fleet fleet = Fleet.start(folder.path(), 2, "512m")) {
            report = new Chaos(fleet, folder.path(), drawn, output::note)
                    .unleash(LEAST_FAULTS, Duration.ofMinutes(minutes));
        } catch (RuntimeException e) {
            throw new CommandFailedException(e.getMessage() + "; the logs stay in " + folder.path(), e);
        }
        tell(report);
        if (!report.problems().isEmpty()) {
            output.note("the logs stay in " + folder.path());
            return 1;
        }
        folder.close();
        return 0;
    }

    private void tell(ChaosReport report) {
        ObjectNode answer = Output.object()
                .put("seed", report.seed())
                .put("faults", report.faults())
                .put("events", report.events())
                .put("runs", report.runs())
                .put("points", report.points())
                .put("trainedRuns", report.trained())
                .put("equal", report.equal())
                .put("verified", report.verified())
                .put("seconds", report.seconds());
        report.problems().forEach(answer.putArray("problems")::add);
        output.json(answer);
        output.line("seed %d: %d faults, %,d events, %,d points of %d runs, %d trained runs; %s"
                .formatted(
                        report.seed(),
                        report.faults(),
                        report.events(),
                        report.points(),
                        report.runs(),
                        report.trained(),
                        report.problems().isEmpty() ? "all equal to the bit" : "WRONG:"));
        report.problems().forEach(output::line);
    }
}
