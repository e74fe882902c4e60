package dev.hourglass.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.bench.WebBench;
import dev.hourglass.cli.bench.WebFigures;
import dev.hourglass.cli.stack.Home;
import dev.hourglass.cli.stack.StackSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "web",
        description =
                "How fast the pages of a stack of its own, with made-up runs, are in a headless browser: what they load,"
                        + " how long until something is seen, the longest frame, and what they keep. Takes about ten minutes.")
final class WebBenchCommand implements Callable<Integer> {

    @Option(
            names = "--names",
            paramLabel = "N",
            description = "Measure again with so many different names of metrics in the store, and compare.")
    Optional<Integer> names;

    @Mixin
    Output output;

    @Override
    public Integer call() throws Exception {
        try (var folder = new TemporaryFolder("hourglass-bench")) {
            var settings =
                    new StackSettings(Home.of(Optional.of(folder.path())), 0, 0, Optional.empty(), BuildInfo.root());
            var bench = new WebBench(settings, output::note);
            OptionalInt more = names.map(OptionalInt::of).orElse(OptionalInt.empty());
            Optional<WebBench.Answer> answer = UntilSignal.run("bench", () -> bench.run(more));
            answer.ifPresent(this::tell);
            return answer.isPresent() ? 0 : 1;
        }
    }

    private void tell(WebBench.Answer answer) {
        ObjectNode json = json(answer.figures()).put("liveHeapGrowthKB", answer.liveHeapGrowthKB());
        answer.named().ifPresent(named -> json.set("named", json(named)));
        output.json(json);
        var rows = new ArrayList<List<String>>();
        rows.add(row("first load, KB", "120", answer, WebFigures::firstLoadKB));
        rows.add(row("10,000 runs on screen, ms", "500", answer, WebFigures::runsPageMs));
        rows.add(row("longest frame, 50 lines of 2,000 points, ms", "33", answer, WebFigures::worstFrameMs));
        rows.add(row("50 runs of 1,000,000 points on screen, ms", "1500", answer, WebFigures::comparePageMs));
        rows.add(row("a new point on screen, ms", "2000", answer, WebFigures::pointToPixelMs));
        rows.add(List.of("heap after a live hour, KB", "flat", "%+.0f".formatted(answer.liveHeapGrowthKB()), "", ""));
        Text.table(List.of("WHAT", "WANTED", "IS", "WITH NAMES", "RATIO"), rows).forEach(output::line);
    }

    private interface Figure {
        double of(WebFigures figures);
    }

    private static List<String> row(String what, String wanted, WebBench.Answer answer, Figure figure) {
        double is = figure.of(answer.figures());
        Optional<Double> named = answer.named().map(figure::of);
        return List.of(
                what,
                wanted,
                Text.number(is),
                named.map(Text::number).orElse(""),
                named.map(with -> Text.number(with / is)).orElse(""));
    }

    private static ObjectNode json(WebFigures figures) {
        return Output.object()
                .put("firstLoadKB", figures.firstLoadKB())
                .put("runsPageMs", figures.runsPageMs())
                .put("worstFrameMs", figures.worstFrameMs())
                .put("comparePageMs", figures.comparePageMs())
                .put("pointToPixelMs", figures.pointToPixelMs());
    }
}
