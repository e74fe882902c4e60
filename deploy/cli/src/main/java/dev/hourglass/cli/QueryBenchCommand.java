package dev.hourglass.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.bench.QueryBench;
import dev.hourglass.cli.stack.Home;
import dev.hourglass.cli.stack.StackSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "query",
        description = "How fast a tracker of its own, with made-up runs, answers: 95th percentiles in ms over HTTP.")
final class QueryBenchCommand implements Callable<Integer> {

    @Mixin
    Output output;

    @Override
    public Integer call() {
        try (var folder = new TemporaryFolder("hourglass-bench")) {
            var settings =
                    new StackSettings(Home.of(Optional.of(folder.path())), 0, 0, Optional.empty(), BuildInfo.root());
            QueryBench.Answer answer = new QueryBench(settings, output::note).run();
            ObjectNode json = Output.object();
            answer.p95().forEach(json::put);
            output.json(json.put("runs", answer.runs()));
            output.line("95th percentiles in ms, " + answer.runs() + " runs in the read model");
            Text.table(
                            List.of("QUESTION", "MS"),
                            answer.p95().entrySet().stream()
                                    .map(one -> List.of(one.getKey(), Text.number(one.getValue())))
                                    .toList())
                    .forEach(output::line);
        }
        return 0;
    }
}
