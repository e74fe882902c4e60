package dev.hourglass.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.fuzz.Fuzz;
import dev.hourglass.cli.fuzz.FuzzReport;
import dev.hourglass.cli.stack.Fleet;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "fuzz",
        description =
                "Put broken records into the log of a stack of its own and send its tracker broken requests; then see"
                        + " that every bad record is a dead letter, no request met a defect, and the healthy runs are whole.")
final class FuzzBenchCommand implements Callable<Integer> {

    @Option(names = "--records", defaultValue = "100000", description = "Into the log; ${DEFAULT-VALUE} if not given.")
    long records;

    @Option(names = "--requests", defaultValue = "10000", description = "To the API; ${DEFAULT-VALUE} if not given.")
    int requests;

    @Option(names = "--seed", description = "What all of it is drawn from; a new one if not given.")
    Optional<Long> seed;

    @Mixin
    Output output;

    @Override
    public Integer call() throws Exception {
        long drawn = seed.orElseGet(() -> (long) new SecureRandom().nextInt(1_000_000));
        var folder = new TemporaryFolder("hourglass-fuzz");
        FuzzReport report;
        try (Fleet fleet = Fleet.start(folder.path(), 1, "512m")) {
            report = new Fuzz(fleet, drawn, output::note).run(records, requests);
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

    private void tell(FuzzReport report) {
        ObjectNode answer = Output.object()
                .put("seed", report.seed())
                .put("records", report.records())
                .put("deadLetters", report.deadLetters())
                .put("requests", report.requests())
                .put("healthyRuns", report.healthyRuns())
                .put("points", report.points())
                .put("verified", report.verified())
                .put("seconds", report.seconds());
        report.problems().forEach(answer.putArray("problems")::add);
        output.json(answer);
        output.line("seed %d: %,d records, %,d of them dead letters, %,d requests, %,d points of %d healthy runs; %s"
                .formatted(
                        report.seed(),
                        report.records(),
                        report.deadLetters(),
                        report.requests(),
                        report.points(),
                        report.healthyRuns(),
                        report.problems().isEmpty() ? "all as it must be" : "WRONG:"));
        report.problems().forEach(output::line);
    }
}
