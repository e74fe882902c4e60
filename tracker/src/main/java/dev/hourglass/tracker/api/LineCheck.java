package dev.hourglass.tracker.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.blob.Sha256;
import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.spec.FreeParams;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecParser;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Refuses published events that the read model could not show, or that are not the publisher's to say. */
@Singleton
class LineCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Blobs blobs;

    LineCheck(Blobs blobs) {
        this.blobs = blobs;
    }

    void accept(long line, Event event, KnownEvents known) {
        switch (event) {
            case Event.RunCreated created -> {
                accept(line, created);
                created.parent().filter(at -> known.isPurged(at.parent())).ifPresent(at -> {
                    throw new EventConflict(
                            line,
                            "run " + at.parent() + ", from which it branches, was purged: it can inherit nothing");
                });
            }
            case Event.SweepCreated _ -> {}
            case Event.AttemptStarted started -> {
                requireRun(line, started, known);
                Optional<UUID> current = known.currentAttempt(started.subject());
                if (!current.equals(started.follows())) {
                    throw new EventConflict(
                            line,
                            "attempt " + started.origin().attempt() + " follows "
                                    + started.follows().map(UUID::toString).orElse("none")
                                    + ", but the current attempt of run "
                                    + started.subject() + " is "
                                    + current.map(UUID::toString).orElse("none"));
                }
            }
            case Event.CheckpointSaved saved -> {
                requireCurrent(line, saved, known);
                if (!blobs.has(saved.sha256())) {
                    throw new EventConflict(
                            line,
                            "the checkpoint's blob " + saved.sha256() + " is not in " + blobs.place()
                                    + "; upload it first (POST /api/v1/blobs)");
                }
            }
            case Event.OfAttempt word -> requireCurrent(line, word, known);
            case Event.Request _,
                    Event.Keeping _,
                    Event.ExperimentRenamed _,
                    Event.RunLost _,
                    Event.RunFound _,
                    Event.RecordSkipped _ ->
                throw new BadEventLine(
                        line, event.getClass().getSimpleName() + " is the tracker's to say, it cannot be published");
        }
    }

    private static void accept(long line, Event.RunCreated created) {
        if (created.kind() == RunKind.QUEUED) {
            throw new BadEventLine(
                    line, "run " + created.subject() + " is of kind queued; those are created with POST /api/v1/runs");
        }
        if (created.kind() == RunKind.EXTERNAL) {
            requireFree(line, created);
            return;
        }
        try {
            Spec spec = SpecParser.parseOne(created.spec(), "the spec of run " + created.subject());
            if (!spec.sha256().equals(created.specSha256())) {
                throw new BadEventLine(
                        line,
                        "specSha256 is " + created.specSha256() + ", but the canonical spec's is " + spec.sha256());
            }
        } catch (InvalidSpecException e) {
            throw new BadEventLine(line, e.getMessage() == null ? "not a spec" : e.getMessage());
        }
    }

    private static void requireFree(long line, Event.RunCreated created) {
        try {
            String canonical = FreeParams.canonical(JSON.readTree(created.spec()));
            if (!canonical.equals(created.spec())
                    || !Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8)).equals(created.specSha256())) {
                throw new BadEventLine(
                        line,
                        "the parameters of run " + created.subject()
                                + " are not canonical, or specSha256 is another's");
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new BadEventLine(line, "the parameters of run " + created.subject() + ": " + e.getMessage());
        }
    }

    private static void requireRun(long line, Event event, KnownEvents known) {
        Optional<String> kind = known.kind(event.subject());
        if (kind.isEmpty()) {
            throw new EventConflict(line, "no run " + event.subject() + "; its RunCreated comes first");
        }
        if (kind.get().equals(RunKind.QUEUED.word())) {
            throw new EventConflict(
                    line, "run " + event.subject() + " is executed by workers; nobody else may speak for it");
        }
    }

    private static void requireCurrent(long line, Event.OfAttempt word, KnownEvents known) {
        requireRun(line, word, known);
        if (!known.currentAttempt(word.subject())
                .equals(Optional.of(word.origin().attempt()))) {
            throw new EventConflict(
                    line,
                    "attempt " + word.origin().attempt() + " is not the current one of run " + word.subject() + " ("
                            + known.currentAttempt(word.subject())
                                    .map(UUID::toString)
                                    .orElse("none") + ")");
        }
    }
}
