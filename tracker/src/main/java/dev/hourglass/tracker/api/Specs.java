package dev.hourglass.tracker.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.events.RunKind;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecParser;
import dev.hourglass.tracker.api.shape.NewRuns;
import dev.hourglass.tracker.door.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Reads the specs of a request. */
@Singleton
class Specs {

    private static final String QUEUED = RunKind.QUEUED.word();
    private static final List<String> KINDS = List.of(QUEUED, RunKind.EXTERNAL.word());

    private final Blobs blobs;

    Specs(Blobs blobs) {
        this.blobs = blobs;
    }

    /**
     * @return one for each combination of the lists in it
     * @throws InvalidSpec with everything that is wrong
     */
    List<Spec> read(NewRuns asked) {
        if (asked.experiment().isPresent()
                || asked.params().isPresent()
                || !asked.kind().orElse(QUEUED).equals(QUEUED)) {
            asked.kind().filter(kind -> !KINDS.contains(kind)).ifPresent(kind -> {
                throw new BadBody("kind is '" + kind + "', must be one of " + String.join(", ", KINDS));
            });
            throw new BadBody("kind, experiment and params make an external run: create one with POST /api/v1/runs and"
                    + " kind external, and without a spec; a spec has its experiment in it");
        }
        if (asked.spec().isPresent() == asked.specText().isPresent()) {
            throw new BadBody("give the spec either as an object in 'spec' or as text in 'specText'");
        }
        String source = asked.source().orElse("spec");
        // JSON is YAML, so an object goes through the same parser as text; only its lines mean nothing
        String text =
                asked.specText().or(() -> asked.spec().map(JsonNode::toString)).orElseThrow();
        try {
            List<Spec> specs = SpecParser.parse(text, source);
            specs.forEach(spec -> requireWeights(spec, source));
            return specs;
        } catch (InvalidSpecException e) {
            throw InvalidSpec.of(e, source, asked.specText().isPresent());
        }
    }

    private void requireWeights(Spec spec, String source) {
        spec.weights().filter(sha256 -> !blobs.has(sha256)).ifPresent(sha256 -> {
            throw new InvalidSpec(
                    source,
                    List.of(new Problem.At(
                            "start.weights",
                            Optional.empty(),
                            "no blob " + sha256 + " in " + blobs.place()
                                    + "; upload the file first (POST /api/v1/blobs)")));
        });
    }
}
