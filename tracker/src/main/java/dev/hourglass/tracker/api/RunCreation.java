package dev.hourglass.tracker.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hourglass.blob.Sha256;
import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event.RunCreated;
import dev.hourglass.events.Event.SweepCreated;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.RunName;
import dev.hourglass.events.SweepMember;
import dev.hourglass.spec.FreeParams;
import dev.hourglass.spec.Spec;
import dev.hourglass.tracker.api.shape.Created;
import dev.hourglass.tracker.api.shape.NewRuns;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.door.Refusal;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates runs, singly, as sweeps and as branches. */
@Singleton
class RunCreation {

    private final Announcer announcer;
    private final RunReader runs;

    RunCreation(Announcer announcer, RunReader runs) {
        this.announcer = announcer;
        this.runs = runs;
    }

    /** What came of it. Runs that the read model does not show yet are named by their ids only. */
    record Outcome(List<UUID> ids, Created created, boolean shown) {}

    /** @param specs one, or several for a sweep */
    Outcome create(NewRuns asked, List<Spec> specs, Caller caller) {
        Map<String, String> tags = asked.tags().orElse(Map.of());
        if (specs.size() == 1) {
            UUID id = caller.key().map(key -> DerivedIds.derive("run/" + key)).orElseGet(announcer::newId);
            Spec spec = specs.getFirst();
            String name =
                    asked.name().or(spec::name).orElseGet(() -> RunName.derived(spec.experiment(), "-" + tail(id)));
            return announce(List.of(created(id, name, spec, null, null, caller, tags)), caller, Optional.empty());
        }
        return sweep(asked, specs, caller, tags);
    }

    /** A run that is driven by the caller's own program, with free parameters in place of a spec. */
    Outcome external(NewRuns asked, Caller caller) {
        if (asked.spec().isPresent() || asked.specText().isPresent()) {
            throw new BadBody("a run of kind external has no spec; describe it in 'params'");
        }
        String experiment = asked.experiment()
                .orElseThrow(() -> new BadBody("experiment is missing: a run of kind external names it"));
        String params =
                checked(() -> FreeParams.canonical(asked.params().orElseGet(JsonNodeFactory.instance::objectNode)));
        UUID id = caller.key().map(key -> DerivedIds.derive("run/" + key)).orElseGet(announcer::newId);
        RunCreated run = checked(() -> new RunCreated(
                id,
                asked.name().orElseGet(() -> RunName.derived(experiment, "-" + tail(id))),
                experiment,
                RunKind.EXTERNAL,
                params,
                Sha256.hex(params.getBytes(StandardCharsets.UTF_8)),
                Optional.empty(),
                Optional.empty(),
                caller.name(),
                asked.tags().orElse(Map.of())));
        return announce(List.of(run), caller, Optional.empty());
    }

    private static <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new BadBody(e.getMessage() == null ? "a value is out of its bounds" : e.getMessage());
        }
    }

    private Outcome sweep(NewRuns asked, List<Spec> specs, Caller caller, Map<String, String> tags) {
        UUID sweep =
                caller.key().map(key -> DerivedIds.derive("sweep-of/" + key)).orElseGet(announcer::newId);
        String text =
                asked.specText().or(() -> asked.spec().map(Object::toString)).orElseThrow();
        List<RunCreated> members = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            Spec spec = specs.get(i);
            String base = asked.name().or(spec::name).orElse(spec.experiment() + "-" + tail(sweep));
            UUID id = DerivedIds.sweepMember(sweep, i);
            members.add(created(id, base + "." + (i + 1), spec, null, new SweepMember(sweep, i), caller, tags));
        }
        // first of all, so that a reader never meets a member of a sweep it has not heard of in this order
        announcer.announce(List.of(announcer.envelope(
                caller.key().orElseGet(announcer::newId),
                new SweepCreated(sweep, specs.getFirst().experiment(), text, specs.size(), caller.name()))));
        return announce(members, caller, Optional.of(sweep));
    }

    /** A branch with its place and spec. */
    record Branch(BranchPoint from, Spec spec, String name) {}

    Outcome branch(List<Branch> branches, Caller caller, Map<String, String> tags) {
        List<RunCreated> all = new ArrayList<>();
        for (Branch branch : branches) {
            UUID id = caller.key()
                    .map(key -> DerivedIds.derive("branch/" + key + "/" + branch.from.step()))
                    .orElseGet(announcer::newId);
            all.add(created(id, branch.name, branch.spec, branch.from, null, caller, tags));
        }
        return announce(all, caller, Optional.empty());
    }

    private static RunCreated created(
            UUID id,
            String name,
            Spec spec,
            @Nullable BranchPoint from,
            @Nullable SweepMember sweep,
            Caller caller,
            Map<String, String> tags) {
        return checked(() -> new RunCreated(
                id,
                name,
                spec.experiment(),
                RunKind.QUEUED,
                spec.canonicalJson(),
                spec.sha256(),
                Optional.ofNullable(from),
                Optional.ofNullable(sweep),
                caller.name(),
                tags));
    }

    private Outcome announce(List<RunCreated> all, Caller caller, Optional<UUID> sweep) {
        List<UUID> ids = all.stream().map(RunCreated::subject).toList();
        // with a key the runs may be there already; what is missing of them, after a crash in the middle, is completed
        List<Run> known = caller.key().isPresent() ? runs.brief(ids) : List.of();
        refuseOthers(all, known, caller);
        Set<UUID> before = known.stream().map(Run::id).collect(Collectors.toSet());
        List<Envelope> missing = new ArrayList<>();
        for (RunCreated run : all) {
            if (!before.contains(run.subject())) {
                missing.add(announcer.envelope(
                        all.size() == 1 ? caller.key().orElseGet(announcer::newId) : announcer.newId(), run));
            }
        }
        boolean shown = missing.isEmpty() || announcer.announce(missing);
        List<Run> there = shown ? runs.brief(ids) : List.of();
        refuseOthers(all, there, caller); // another tracker may have put them there at the same time
        return new Outcome(ids, new Created(there, sweep), shown);
    }

    /** @throws KeyUsedBefore if one of those that are there is of another spec than was asked for */
    private static void refuseOthers(List<RunCreated> asked, List<Run> there, Caller caller) {
        Map<UUID, String> specs =
                asked.stream().collect(Collectors.toMap(RunCreated::subject, RunCreated::specSha256, (a, b) -> a));
        for (Run run : there) {
            if (!run.specSha256().equals(specs.get(run.id()))) {
                throw new KeyUsedBefore(caller.key().orElseThrow(), run.id());
            }
        }
    }

    /** What tells runs of one experiment apart at a glance; the front of an id is its time. */
    private static String tail(UUID id) {
        String text = id.toString();
        return text.substring(text.length() - 4);
    }

    /** An idempotency key names one request; another spec is another request. */
    static final class KeyUsedBefore extends Refusal {
        private static final long serialVersionUID = 1;

        KeyUsedBefore(UUID key, UUID run) {
            super(
                    409,
                    "Key used before",
                    "Idempotency-Key " + key + " created run " + run
                            + " with another spec; use a new key for a new run");
        }
    }
}
