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
        description =
                "How fast a tracker of its own, with made-up runs, answers once it has answered for a while: 95th percentiles"
                        + " in ms over HTTP.")
final class QueryBenchCommand implements Callable<Integer> {

    @Mixin
    Output output;

    @Override
    public Integer call() throws Exception {
        try (var folder = new TemporaryFolder("hourglass-bench")) {
            var settings =
                    new StackSettings(Home.of(Optional.of(folder.path())), 0, 0, Optional.empty(), BuildInfo.root());
            Optional<QueryBench.Answer> answer = UntilSignal.run("bench", new QueryBench(settings, output::note)::run);
            answer.ifPresent(this::tell);
            return answer.isPresent() ? 0 : 1;
        }
    }

    private void tell(QueryBench.Answer answer) {
        ObjectNode json = Output.object();
        answer.times().forEach((question, times) -> json.put(question, times.p95()));
        ObjectNode first = json.putObject("first");
        answer.times().forEach((question, times) -> first.put(question, times.first()));
        output.json(json.put("runs", answer.runs()));
        output.line("95th percentiles and the first answer after the start in ms, " + answer.runs()
                + " runs in the read model");
        Text.table(
                        List.of("QUESTION", "MS", "FIRST"),
                        answer.times().entrySet().stream()
                                .map(one -> List.of(
                                        one.getKey(),
                                        Text.number(one.getValue().p95()),
                                        Text.number(one.getValue().first())))
                                .toList())
                .forEach(output::line);
    }
}
