package dev.hourglass.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A spec as its author wrote it: read, and completed by what the command adds. Never parsed here as a spec. */
final class SpecFile {

    private SpecFile() {}

    /** @throws CommandFailedException if there is no such file */
    static String read(Path spec) throws IOException {
        if (!Files.isReadable(spec) || Files.isDirectory(spec)) {
            throw new CommandFailedException("no spec can be read at " + spec);
        }
        return Files.readString(spec);
    }

    /** Adds the weights to start from as the last line, so that the numbers of the others stay right in messages about them. */
    static String withWeights(String spec, String sha256) {
        if (spec.stripLeading().startsWith("{")) {
            try {
                ObjectNode whole = (ObjectNode) new JsonMapper().readTree(spec);
                whole.putObject("start").put("weights", sha256);
                return whole.toString();
            } catch (JsonProcessingException notJson) {
                return spec; // its reader says what is wrong with it, and where
            }
        }
        return spec.stripTrailing() + "\nstart: {weights: " + sha256 + "}\n";
    }
}
