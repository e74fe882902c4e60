package dev.hourglass.cli;

import dev.hourglass.cli.bench.IngestBench;
import dev.hourglass.cli.bench.IngestMeasurement;
import dev.hourglass.cli.stack.Home;
import dev.hourglass.cli.stack.StackSettings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "ingest",
        description =
                "The way from the log into the read model of a stack of its own: points/s, events/s, bytes a point,"
                        + " and a rebuild. Takes about three minutes.")
final class IngestBenchCommand implements Callable<Integer> {

    @Option(
            names = "--points",
            paramLabel = "N",
            defaultValue = "" + IngestBench.POINTS,
            converter = WholeNumber.Points.class,
            description = "How many to load and to build anew: ${DEFAULT-VALUE}, if not given.")
    int points;

    @Mixin
    Output output;

    @Override
    public Integer call() throws Exception {
        try (var folder = new TemporaryFolder("hourglass-bench")) {
            var settings =
                    new StackSettings(Home.of(Optional.of(folder.path())), 0, 0, Optional.empty(), BuildInfo.root());
            Optional<IngestMeasurement> all =
                    UntilSignal.run("bench", new IngestBench(settings, points, output::note)::measure);
            all.ifPresent(this::tell);
            return all.isPresent() ? 0 : 1;
        }
    }

    private void tell(IngestMeasurement measured) {
        output.json(Output.object()
                .put("pointsPerSecond", Math.round(measured.pointsPerSecond()))
                .put("eventsPerSecond", Math.round(measured.eventsPerSecond()))
                .put("bytesPerPoint", measured.bytesPerPoint())
                .put("rebuildPointsPerSecond", Math.round(measured.rebuildPointsPerSecond())));
        output.line("%,.0f points/s of trainers that gather what they measure".formatted(measured.pointsPerSecond()));
        output.line("%,.0f events/s of clients that send each value by itself".formatted(measured.eventsPerSecond()));
        output.line("%.1f bytes a point in the read model".formatted(measured.bytesPerPoint()));
        output.line("%,.0f points/s in a rebuild".formatted(measured.rebuildPointsPerSecond()));
    }
}
