package dev.hourglass.events.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hourglass.events.Beat;
import dev.hourglass.events.Command;
import dev.hourglass.events.IdleWorker;
import dev.hourglass.events.Progress;
import dev.hourglass.events.Word;
import dev.hourglass.events.WorkOffered;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The values of the topics beside the log: plain protobuf, the topic tells the type. */
public final class MessageCodec {

    private MessageCodec() {}

    public static byte[] encode(WorkOffered work) {
        var message = dev.hourglass.events.codec.proto.WorkOffered.newBuilder()
                .setRun(work.run().toString())
                .setSpec(work.spec())
                .setFollows(work.follows().map(UUID::toString).orElse(""))
                .setCheckpoint(work.checkpoint().orElse(""))
                .setClock(Payloads.clock(work.from()));
        work.parent().ifPresent(parent -> message.setParent(Payloads.branchPoint(parent)));
        return message.build().toByteArray();
    }

    public static WorkOffered decodeWork(byte[] bytes) throws UndecodableRecordException {
        return decode("offer of work", () -> {
            var m = dev.hourglass.events.codec.proto.WorkOffered.parseFrom(bytes);
            return new WorkOffered(
                    UUID.fromString(m.getRun()),
                    m.getSpec(),
                    Payloads.text(m.getFollows()).map(UUID::fromString),
                    Payloads.text(m.getCheckpoint()),
                    m.hasParent() ? Optional.of(Payloads.branchPoint(m.getParent())) : Optional.empty(),
                    Payloads.clock(m.getClock()));
        });
    }

    public static byte[] encode(Command command) {
        return dev.hourglass.events.codec.proto.Command.newBuilder()
                .setRun(command.run().toString())
                .setAttempt(command.attempt().map(UUID::toString).orElse(""))
                .setKind(command.kind().word())
                .setReason(command.reason())
                .build()
                .toByteArray();
    }

    public static Command decodeCommand(byte[] bytes) throws UndecodableRecordException {
        return decode("command", () -> {
            var m = dev.hourglass.events.codec.proto.Command.parseFrom(bytes);
            return new Command(
                    UUID.fromString(m.getRun()),
                    Payloads.text(m.getAttempt()).map(UUID::fromString),
                    Word.parse(Command.Kind.class, m.getKind()),
                    m.getReason());
        });
    }

    public static byte[] encode(Progress progress) {
        return dev.hourglass.events.codec.proto.Progress.newBuilder()
                .setRun(progress.run().toString())
                .setAttempt(progress.attempt().toString())
                .setWorker(progress.worker())
                .setClock(Payloads.clock(progress.clock()))
                .setStepsPerSecond(progress.stepsPerSecond())
                .setExpectedEndMs(progress.expectedEndMs().orElse(0))
                .setCpuLoad(progress.cpuLoad())
                .setMemoryBytes(progress.memoryBytes())
                .build()
                .toByteArray();
    }

    public static byte[] encode(IdleWorker idle) {
        return dev.hourglass.events.codec.proto.Progress.newBuilder()
                .setWorker(idle.worker())
                .setCpuLoad(idle.cpuLoad())
                .setMemoryBytes(idle.memoryBytes())
                .build()
                .toByteArray();
    }

    public static Beat decodeBeat(byte[] bytes) throws UndecodableRecordException {
        return decode("heartbeat", () -> {
            var m = dev.hourglass.events.codec.proto.Progress.parseFrom(bytes);
            if (m.getRun().isEmpty()
                    && m.getAttempt().isEmpty()
                    && !m.getWorker().isEmpty()) {
                return new IdleWorker(m.getWorker(), m.getCpuLoad(), m.getMemoryBytes());
            }
            return new Progress(
                    UUID.fromString(m.getRun()),
                    UUID.fromString(m.getAttempt()),
                    m.getWorker(),
                    Payloads.clock(m.getClock()),
                    m.getStepsPerSecond(),
                    m.getExpectedEndMs() == 0 ? OptionalLong.empty() : OptionalLong.of(m.getExpectedEndMs()),
                    m.getCpuLoad(),
                    m.getMemoryBytes());
        });
    }

    private interface Parse<T> {
        T parse() throws InvalidProtocolBufferException;
    }

    private static <T> T decode(String what, Parse<T> parse) throws UndecodableRecordException {
        try {
            return parse.parse();
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new UndecodableRecordException("not a " + what, e);
        }
    }
}
