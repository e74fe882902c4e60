package dev.hourglass.spec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.spec.Spec.DataSpec;
import dev.hourglass.spec.Spec.DynamicsSpec;
import dev.hourglass.spec.Spec.SystemSpec;
import java.io.IOException;
import java.util.List;
import org.erdtman.jcs.JsonCanonicalizer;

/** A spec as JSON that {@link SpecParser} reads back to the same spec. */
final class SpecJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SpecJson() {}

    static String canonical(Spec spec) {
        try {
            return new JsonCanonicalizer(JSON.writeValueAsString(tree(spec))).getEncodedString();
        } catch (IOException e) {
            throw new IllegalStateException("every spec has a JSON form", e);
        }
    }

    private static ObjectNode tree(Spec spec) {
        ObjectNode root = JSON.createObjectNode();
        root.put("experiment", spec.experiment());
        spec.name().ifPresent(name -> root.put("name", name));
        root.set("system", system(spec.system()));
        root.set("data", data(spec.data()));
        root.set("dynamics", dynamics(spec.dynamics()));
        if (spec.seed().isPresent()) {
            root.put("seed", spec.seed().getAsLong());
        } else {
            root.put("seed", "parent");
        }
        spec.weights().ifPresent(sha -> root.putObject("start").put("weights", sha));
        ObjectNode stop = root.putObject("stop");
        spec.stop().steps().ifPresent(steps -> stop.put("steps", steps));
        spec.stop().nll().ifPresent(nll -> stop.put("nll", nll));
        root.set("record", recording(spec.record()));
        ObjectNode checkpoints =
                root.putObject("checkpoints").put("every", spec.checkpoints().every());
        if (spec.checkpoints().keep() != Spec.Checkpoints.KEEP) {
            // The default is left out: specs from before there was the key must keep their SHA-256.
            checkpoints.put("keep", spec.checkpoints().keep());
        }
        spec.waitingTimes().ifPresent(waiting -> {
            ObjectNode node = root.putObject("waitingTimes");
            waiting.at().forEach(node.putArray("at")::add);
            node.put("follow", waiting.follow());
        });
        root.put("restarts", spec.restarts());
        return root;
    }

    private static ObjectNode system(SystemSpec system) {
        return switch (system) {
            case SystemSpec.DeepRecurrent(int depth, int width) ->
                kind(SystemSpec.DeepRecurrent.KIND).put("depth", depth).put("width", width);
        };
    }

    private static ObjectNode data(DataSpec data) {
        return switch (data) {
            case DataSpec.JsbChorales(int chorales) -> kind(data.kind()).put("chorales", chorales);
            case DataSpec.SyntheticChorales(int chorales, long seed) ->
                kind(data.kind()).put("chorales", chorales).put("seed", seed);
        };
    }

    private static ObjectNode dynamics(DynamicsSpec dynamics) {
        return switch (dynamics) {
            case DynamicsSpec.Sgd(double eta, int minibatch, Deltas deltas) ->
                kind(DynamicsSpec.Sgd.KIND)
                        .put("eta", eta)
                        .put("minibatch", minibatch)
                        .put("deltas", deltas.word());
            case DynamicsSpec.GradientDescent(double eta, Deltas deltas) ->
                kind(DynamicsSpec.GradientDescent.KIND).put("eta", eta).put("deltas", deltas.word());
        };
    }

    private static ObjectNode recording(Spec.Recording record) {
        ObjectNode node = JSON.createObjectNode();
        ObjectNode every = node.putObject("every");
        record.perDecade().ifPresent(points -> every.put("perDecade", points));
        record.everySteps().ifPresent(steps -> every.put("steps", steps));
        texts(node, "metrics", record.metrics());
        texts(node, "spectra", record.spectra());
        if (!record.distributions().isEmpty()) { // left out as checkpoints.keep is
            texts(node, "distributions", record.distributions());
        }
        return node.put("gammaEvery", record.gammaEvery());
    }

    private static void texts(ObjectNode node, String key, List<String> texts) {
        texts.forEach(node.putArray(key)::add);
    }

    private static ObjectNode kind(String kind) {
        return JSON.createObjectNode().put("kind", kind);
    }
}
