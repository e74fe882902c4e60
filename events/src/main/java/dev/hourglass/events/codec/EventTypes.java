package dev.hourglass.events.codec;

import com.google.protobuf.Message;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.proto.AttemptStarted;
import dev.hourglass.events.codec.proto.CancelRequested;
import dev.hourglass.events.codec.proto.CheckpointPruned;
import dev.hourglass.events.codec.proto.CheckpointRequested;
import dev.hourglass.events.codec.proto.CheckpointSaved;
import dev.hourglass.events.codec.proto.CurveRecorded;
import dev.hourglass.events.codec.proto.DistributionRecorded;
import dev.hourglass.events.codec.proto.ExperimentRenamed;
import dev.hourglass.events.codec.proto.LogRecorded;
import dev.hourglass.events.codec.proto.MetricsRecorded;
import dev.hourglass.events.codec.proto.NoteAdded;
import dev.hourglass.events.codec.proto.NoteRemoved;
import dev.hourglass.events.codec.proto.PauseRequested;
import dev.hourglass.events.codec.proto.RecordSkipped;
import dev.hourglass.events.codec.proto.ResumeRequested;
import dev.hourglass.events.codec.proto.RunArchived;
import dev.hourglass.events.codec.proto.RunCancelled;
import dev.hourglass.events.codec.proto.RunCompleted;
import dev.hourglass.events.codec.proto.RunCreated;
import dev.hourglass.events.codec.proto.RunFailed;
import dev.hourglass.events.codec.proto.RunFound;
import dev.hourglass.events.codec.proto.RunLost;
import dev.hourglass.events.codec.proto.RunPaused;
import dev.hourglass.events.codec.proto.RunPurged;
import dev.hourglass.events.codec.proto.RunRenamed;
import dev.hourglass.events.codec.proto.RunRestored;
import dev.hourglass.events.codec.proto.RunTagged;
import dev.hourglass.events.codec.proto.RunTrashed;
import dev.hourglass.events.codec.proto.RunUntagged;
import dev.hourglass.events.codec.proto.SpectrumRecorded;
import dev.hourglass.events.codec.proto.SweepCreated;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CloudEvents types and the payload each stands for. */
final class EventTypes {

    /** Reverse domain as CloudEvents asks for; what follows is the record's name. */
    private static final String PREFIX = "dev.hourglass.";

    private static final Map<String, Message> PAYLOADS = Stream.of(
                    RunCreated.getDefaultInstance(),
                    SweepCreated.getDefaultInstance(),
                    AttemptStarted.getDefaultInstance(),
                    MetricsRecorded.getDefaultInstance(),
                    SpectrumRecorded.getDefaultInstance(),
                    DistributionRecorded.getDefaultInstance(),
                    CurveRecorded.getDefaultInstance(),
                    LogRecorded.getDefaultInstance(),
                    CheckpointSaved.getDefaultInstance(),
                    RunPaused.getDefaultInstance(),
                    RunCompleted.getDefaultInstance(),
                    RunFailed.getDefaultInstance(),
                    RunCancelled.getDefaultInstance(),
                    PauseRequested.getDefaultInstance(),
                    ResumeRequested.getDefaultInstance(),
                    CancelRequested.getDefaultInstance(),
                    CheckpointRequested.getDefaultInstance(),
                    RunLost.getDefaultInstance(),
                    RunFound.getDefaultInstance(),
                    RecordSkipped.getDefaultInstance(),
                    RunTagged.getDefaultInstance(),
                    RunUntagged.getDefaultInstance(),
                    NoteAdded.getDefaultInstance(),
                    NoteRemoved.getDefaultInstance(),
                    RunRenamed.getDefaultInstance(),
                    RunArchived.getDefaultInstance(),
                    RunTrashed.getDefaultInstance(),
                    RunRestored.getDefaultInstance(),
                    RunPurged.getDefaultInstance(),
                    CheckpointPruned.getDefaultInstance(),
                    ExperimentRenamed.getDefaultInstance())
            .collect(Collectors.toMap(m -> PREFIX + m.getDescriptorForType().getName(), Function.identity()));

    private static final Map<String, Class<? extends Event>> RECORDS = records(Event.class)
            .collect(Collectors.toMap(record -> PREFIX + record.getSimpleName(), Function.identity()));

    private EventTypes() {}

    @SuppressWarnings("unchecked") // what a sealed interface of events permits are events
    private static Stream<Class<? extends Event>> records(Class<? extends Event> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(t -> records((Class<? extends Event>) t))
                : Stream.of(type);
    }

    static String of(Event event) {
        return of(event.getClass());
    }

    static String of(Class<? extends Event> kind) {
        return PREFIX + kind.getSimpleName();
    }

    /** An empty payload of the type, to parse into. */
    static Optional<Message> payload(String type) {
        return Optional.ofNullable(PAYLOADS.get(type));
    }

    /** The record the type is read into. */
    static Optional<Class<? extends Event>> record(String type) {
        return Optional.ofNullable(RECORDS.get(type));
    }
}
