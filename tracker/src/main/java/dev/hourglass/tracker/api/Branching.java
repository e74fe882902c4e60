package dev.hourglass.tracker.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.RunName;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecEdit;
import dev.hourglass.spec.SpecParser;
import dev.hourglass.tracker.api.shape.NewBranches;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.door.Problem;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/** Turns a request for branches into their places and specs. */
@Singleton
class Branching {

    private static final String SOURCE = "branch";
    private static final int LONGEST_CHANGES = 100;

    private final BranchSource places;
    private final RunReader runs;
    private final Blobs blobs;

    Branching(BranchSource places, RunReader runs, Blobs blobs) {
        this.places = places;
        this.runs = runs;
        this.blobs = blobs;
    }

    List<RunCreation.Branch> plan(UUID run, NewBranches asked) {
        if (asked.at() == null) { // JSON may leave out what the record demands
            throw new BadBody("'at' is missing: one of step, tau, checkpoint and waitingTimes: true");
        }
        if (asked.stopSteps().isPresent() && asked.follow().isPresent()) {
            throw new BadBody("give either stopSteps or follow, not both");
        }
        asked.follow().filter(follow -> !(follow > 0)).ifPresent(follow -> {
            throw new BadBody("follow is " + follow + ", must be greater than 0");
        });
        List<BranchSource.Place> chosen = choose(run, asked.at());
        return chosen.stream()
                .map(place -> branch(place.point(), asked, chosen.size() > 1))
                .toList();
    }

    private List<BranchSource.Place> choose(UUID run, NewBranches.At at) {
        long given = Stream.of(
                        at.step(), at.tau(), at.checkpoint(), at.waitingTimes().filter(Boolean::booleanValue))
                .filter(Optional::isPresent)
                .count();
        if (given != 1) {
            throw new BadBody("'at' needs exactly one of step, tau, checkpoint and waitingTimes: true");
        }
        return at.step()
                .map(step -> List.of(places.atStep(run, step)))
                .or(() -> at.tau().map(tau -> List.of(places.atTau(run, tau))))
                .or(() -> at.checkpoint().map(sha256 -> List.of(places.atCheckpoint(run, sha256))))
                .orElseGet(() -> places.atWaitingTimes(run));
    }

    private RunCreation.Branch branch(BranchPoint from, NewBranches asked, boolean several) {
        if (!blobs.renew(from.checkpoint())) {
            throw new Blobs.NoSuchBlob(from.checkpoint(), blobs.place());
        }
        TrashedRun.refuse("branch from", runs.row(from.parent()));
        Run parent = runs.whole(from.parent());
        try {
            Spec parentSpec = SpecParser.parseOne(parent.spec().orElseThrow().toString(), SOURCE);
            Spec spec = SpecEdit.branch(parentSpec, stop(from, asked, parentSpec), seed(asked));
            spec = SpecEdit.setInBranch(spec, texts(asked.set().orElse(Map.of())), SOURCE);
            requireMore(spec, from);
            String name = asked.name()
                    .map(n -> several ? n + "@" + from.step() : n)
                    .orElseGet(() -> usualName(parent.name(), from, asked));
            return new RunCreation.Branch(from, spec, name);
        } catch (InvalidSpecException e) {
            throw InvalidSpec.of(e, SOURCE, false);
        }
    }

    /** Of branches from one place it says in what they differ. */
    private static String usualName(String parent, BranchPoint from, NewBranches asked) {
        var changes = new StringBuilder("@").append(from.step());
        texts(asked.set().orElse(Map.of())).forEach((path, value) -> changes.append(' ')
                .append(path.substring(path.lastIndexOf('.') + 1))
                .append('=')
                .append(value));
        asked.seed().ifPresent(seed -> changes.append(" seed=").append(seed));
        String told = changes.length() > LONGEST_CHANGES
                ? RunName.begin(changes.toString(), LONGEST_CHANGES) + "\u2026"
                : changes.toString();
        return RunName.derived(parent, told);
    }

    private static OptionalLong stop(BranchPoint from, NewBranches asked, Spec parent) {
        if (asked.stopSteps().isPresent()) {
            return OptionalLong.of(asked.stopSteps().get());
        }
        Optional<Double> follow = asked.follow();
        if (follow.isEmpty() && asked.at().waitingTimes().isPresent()) {
            follow = parent.waitingTimes().map(Spec.WaitingTimes::follow);
        }
        return follow.map(f -> OptionalLong.of(from.step() + Math.round(f * from.step())))
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong seed(NewBranches asked) {
        return asked.seed().map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** A text is a value as it is typed on a command line: {@code "1e-3"} is a number. */
    private static Map<String, String> texts(Map<String, JsonNode> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((path, value) -> texts.put(path, value.isTextual() ? value.textValue() : value.toString()));
        return texts;
    }

    private static void requireMore(Spec spec, BranchPoint from) {
        if (spec.stop().steps().isPresent() && spec.stop().steps().getAsLong() <= from.step()) {
            throw new InvalidSpec(
                    SOURCE,
                    List.of(new Problem.At(
                            "stop.steps",
                            Optional.empty(),
                            "is " + spec.stop().steps().getAsLong() + ", but the branch starts at step " + from.step()
                                    + "; its last step has to be later")));
        }
    }
}
