package dev.hourglass.tracker.external;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.events.Clock;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.Origin;
import dev.hourglass.events.Progress;
import dev.hourglass.events.Provenance;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.api.BadBody;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.readmodel.AttemptRow;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.readmodel.State;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What programs say of their runs' lives, as events and heartbeats. */
@Singleton
class Programs {

    /** A reason and a stack trace together fit into an event. */
    private static final int LONGEST_TEXT = 100_000;

    private final Standing standing;
    private final EventPublisher log;
    private final InstantSource time = InstantSource.system();

    Programs(Standing standing, EventPublisher log) {
        this.standing = standing;
        this.log = log;
    }

    /** What came of the start of an attempt. */
    enum Start {
        NEW,
        KNOWN,
        /** In the log; the read model shows it later. */
        LATER
    }

    /** @throws OutOfTurn if the run was cancelled or is in the trash, or another attempt started at the same time */
    Start start(UUID run, NewAttempt asked) {
        UUID attempt = Strict.required(asked.attempt(), "attempt");
        RunRow row = standing.external(run);
        if (standing.attempt(run, attempt).isPresent()) {
            return Start.KNOWN;
        }
        if (row.state.equals(State.CANCELLED.word())) {
            throw new OutOfTurn("run " + run + " is cancelled; create another run");
        }
        if (row.trashedAt != null) {
            throw new OutOfTurn("run " + run + " is in the trash; restore it first (POST /api/v1/runs/" + run
                    + "/restore), or create another run");
        }
        Event started = started(run, attempt, Optional.ofNullable(row.currentAttempt), asked);
        var envelope = new Envelope(DerivedIds.eventOf(new Origin(attempt, 0)), log.source(), now(), started);
        if (!log.publishAndAwait(envelope)) {
            return Start.LATER;
        }
        if (standing.attempt(run, attempt).isEmpty()) {
            throw new OutOfTurn(
                    "attempt " + attempt + " does not follow the current one of run " + run
                            + ": another was started, or the run cancelled, at the same time; try again if it should take over");
        }
        return Start.NEW;
    }

    private Event started(UUID run, UUID attempt, Optional<UUID> follows, NewAttempt asked) {
        var resume = Strict.present(asked.resumeStep()).map(node -> Strict.whole(node, "resumeStep"));
        double tau = tau(asked.tau()).orElse(Double.NaN);
        var provenance = new Provenance(
                NewAttempt.text(asked.engineVersion(), "engineVersion"),
                NewAttempt.text(asked.gitCommit(), "gitCommit"),
                NewAttempt.text(asked.dataName(), "dataName"),
                NewAttempt.text(asked.dataSha256(), "dataSha256"),
                "",
                NewAttempt.text(asked.os(), "os"),
                NewAttempt.text(asked.cpu(), "cpu"),
                "",
                0,
                NewAttempt.text(asked.worker(), "worker"));
        return new Event.AttemptStarted(
                run,
                new Origin(attempt, 0),
                follows,
                new Clock(resume.orElse(0L), tau, now().toEpochMilli()),
                Optional.empty(),
                provenance,
                resume.isPresent());
    }

    /** @param current the attempt that ends */
    Function<Origin, Event> end(UUID run, AttemptRow current, NewEnd asked) {
        String reason = text(asked.reason(), "reason").orElse("its program says so");
        Optional<String> stackTrace = text(asked.stackTrace(), "stackTrace");
        var clock = new Clock(
                Strict.present(asked.step())
                        .map(node -> Strict.whole(node, "step"))
                        .orElse(current.lastStep),
                tau(asked.tau()).orElse(current.lastTau),
                now().toEpochMilli());
        String state = Strict.required(asked.state(), "state");
        return switch (state) {
            case "completed" -> {
                if (stackTrace.isPresent()) {
                    throw new BadBody("stackTrace is for state failed");
                }
                yield origin -> new Event.RunCompleted(run, origin, clock, reason);
            }
            case "failed" -> origin -> new Event.RunFailed(run, origin, clock, reason, stackTrace.orElse(""));
            default -> throw new BadBody("state is '" + state + "', must be completed or failed");
        };
    }

    void heartbeat(UUID run, NewHeartbeat asked) {
        AttemptRow current = standing.speaking(run, Strict.required(asked.attempt(), "attempt"));
        var expectedEnd = Strict.present(asked.expectedEndMs()).map(node -> Strict.whole(node, "expectedEndMs"));
        var progress = new Progress(
                run,
                current.id,
                "",
                new Clock(
                        Strict.present(asked.step())
                                .map(node -> Strict.whole(node, "step"))
                                .orElse(current.lastStep),
                        tau(asked.tau()).orElse(current.lastTau),
                        now().toEpochMilli()),
                Strict.present(asked.stepsPerSecond())
                        .map(node -> Strict.number(node, "stepsPerSecond"))
                        .orElse(Double.NaN),
                expectedEnd.isPresent() ? OptionalLong.of(expectedEnd.get()) : OptionalLong.empty(),
                0,
                0);
        var ignored = log.send(new ProducerRecord<>(Topics.PROGRESS, run.toString(), MessageCodec.encode(progress)));
    }

    private static Optional<Double> tau(Optional<JsonNode> tau) {
        return Strict.present(tau).map(node -> Strict.number(node, "tau"));
    }

    private static Optional<String> text(Optional<String> value, String where) {
        value.filter(text -> text.length() > LONGEST_TEXT).ifPresent(text -> {
            throw new BadBody(where + " has " + text.length() + " characters, may have " + LONGEST_TEXT);
        });
        return value;
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
