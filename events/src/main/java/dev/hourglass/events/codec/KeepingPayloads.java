package dev.hourglass.events.codec;

import com.google.protobuf.Message;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.proto.CheckpointPruned;
import dev.hourglass.events.codec.proto.NoteAdded;
import dev.hourglass.events.codec.proto.NoteRemoved;
import dev.hourglass.events.codec.proto.RunArchived;
import dev.hourglass.events.codec.proto.RunPurged;
import dev.hourglass.events.codec.proto.RunRenamed;
import dev.hourglass.events.codec.proto.RunRestored;
import dev.hourglass.events.codec.proto.RunTagged;
import dev.hourglass.events.codec.proto.RunTrashed;
import dev.hourglass.events.codec.proto.RunUntagged;
import java.util.OptionalLong;
import java.util.UUID;

/** What people write on runs and do with them, to protobuf messages and back. */
final class KeepingPayloads {

    private KeepingPayloads() {}

    static Message toProto(Event.Keeping event) {
        return switch (event) { // no default: a new kind of event must stop the build here
            case Event.RunTagged e ->
                RunTagged.newBuilder()
                        .setKey(e.key())
                        .setValue(e.value())
                        .setBy(e.by())
                        .build();
            case Event.RunUntagged e ->
                RunUntagged.newBuilder().setKey(e.key()).setBy(e.by()).build();
            case Event.NoteAdded e ->
                NoteAdded.newBuilder()
                        .setNote(e.note().toString())
                        .setText(e.text())
                        .setBy(e.by())
                        .build();
            case Event.NoteRemoved e ->
                NoteRemoved.newBuilder()
                        .setNote(e.note().toString())
                        .setBy(e.by())
                        .build();
            case Event.RunRenamed e -> {
                var message = RunRenamed.newBuilder().setName(e.name()).setBy(e.by());
                e.ifRevision().ifPresent(message::setIfRevision);
                yield message.build();
            }
            case Event.RunArchived e -> RunArchived.newBuilder().setBy(e.by()).build();
            case Event.RunTrashed e -> RunTrashed.newBuilder().setBy(e.by()).build();
            case Event.RunRestored e -> RunRestored.newBuilder().setBy(e.by()).build();
            case Event.RunPurged e ->
                RunPurged.newBuilder()
                        .setInheritUntilMs(e.inheritUntilMs())
                        .setBy(e.by())
                        .build();
            case Event.CheckpointPruned e ->
                CheckpointPruned.newBuilder()
                        .setSha256(e.sha256())
                        .setStep(e.step())
                        .setBy(e.by())
                        .build();
        };
    }

    /** @throws IllegalArgumentException if a value is not what the record demands, or no event has such a payload */
    static Event fromProto(UUID subject, Message message) {
        return switch (message) {
            case RunTagged m -> new Event.RunTagged(subject, m.getKey(), m.getValue(), m.getBy());
            case RunUntagged m -> new Event.RunUntagged(subject, m.getKey(), m.getBy());
            case NoteAdded m -> new Event.NoteAdded(subject, UUID.fromString(m.getNote()), m.getText(), m.getBy());
            case NoteRemoved m -> new Event.NoteRemoved(subject, UUID.fromString(m.getNote()), m.getBy());
            case RunRenamed m ->
                new Event.RunRenamed(
                        subject,
                        m.getName(),
                        m.hasIfRevision() ? OptionalLong.of(m.getIfRevision()) : OptionalLong.empty(),
                        m.getBy());
            case RunArchived m -> new Event.RunArchived(subject, m.getBy());
            case RunTrashed m -> new Event.RunTrashed(subject, m.getBy());
            case RunRestored m -> new Event.RunRestored(subject, m.getBy());
            case RunPurged m -> new Event.RunPurged(subject, m.getInheritUntilMs(), m.getBy());
            case CheckpointPruned m -> new Event.CheckpointPruned(subject, m.getSha256(), m.getStep(), m.getBy());
            default ->
                throw new IllegalArgumentException("no event has the payload "
                        + message.getDescriptorForType().getName());
        };
    }
}
