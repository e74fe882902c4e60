package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command's answer goes: lines for people, or with {@code --json} one JSON value a line. */
final class Output {

    private static final JsonMapper JSON = new JsonMapper();

    @Option(names = "--json", description = "Answer in JSON, one value a line.")
    boolean json;

    @Spec(Spec.Target.MIXEE)
    CommandSpec mixee;

    boolean json() {
        return json;
    }

    /** Nothing with {@code --json}. */
    void line(String text) {
        if (!json) {
            print(text);
        }
    }

    /** Nothing without {@code --json}. */
    void json(JsonNode value) {
        if (json) {
            print(value.toString());
        }
    }

    /** In either form. */
    void print(String text) {
        PrintWriter out = mixee.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    /** What is not the answer: standard error. */
    void note(String text) {
        PrintWriter err = mixee.commandLine().getErr();
        err.println(text);
        err.flush();
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
