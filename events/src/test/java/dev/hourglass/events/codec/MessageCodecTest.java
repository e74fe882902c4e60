package dev.hourglass.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Command;
import dev.hourglass.events.IdleWorker;
import dev.hourglass.events.Progress;
import dev.hourglass.events.WorkOffered;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    private static final UUID RUN = EventExamples.RUN;
    private static final UUID ATTEMPT = EventExamples.ATTEMPT;
    private static final String SHA = "0123456789abcdef".repeat(4);

    @Test
    void work_commands_and_heartbeats_read_back_are_the_same() throws Exception {
        var first =
                new WorkOffered(RUN, "{}", Optional.empty(), Optional.empty(), Optional.empty(), new Clock(0, 0, 0));
        var resumed = new WorkOffered(
                RUN,
                "{}",
                Optional.of(ATTEMPT),
                Optional.of(SHA),
                Optional.of(new BranchPoint(RUN, ATTEMPT, 5, 0.1, SHA)),
                new Clock(9, 0.2, 3));
        assertThat(MessageCodec.decodeWork(MessageCodec.encode(first))).isEqualTo(first);
        assertThat(MessageCodec.decodeWork(MessageCodec.encode(resumed))).isEqualTo(resumed);
        for (Command.Kind kind : Command.Kind.values()) {
            var command = new Command(RUN, Optional.of(ATTEMPT), kind, "because");
            assertThat(MessageCodec.decodeCommand(MessageCodec.encode(command))).isEqualTo(command);
        }
        var beat = new Progress(RUN, ATTEMPT, "w1", new Clock(1, 2, 3), 155.5, OptionalLong.of(17), 0.99, 1 << 30);
        assertThat(MessageCodec.decodeBeat(MessageCodec.encode(beat))).isEqualTo(beat);
        var idle = new IdleWorker("w1", 0.01, 1 << 28);
        assertThat(MessageCodec.decodeBeat(MessageCodec.encode(idle))).isEqualTo(idle);
    }

    @Test
    void what_is_not_one_of_them_is_undecodable() {
        byte[] text = "no protobuf".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> MessageCodec.decodeWork(text)).isInstanceOf(UndecodableRecordException.class);
        assertThatThrownBy(() -> MessageCodec.decodeCommand(text)).isInstanceOf(UndecodableRecordException.class);
        assertThatThrownBy(() -> MessageCodec.decodeBeat(text)).isInstanceOf(UndecodableRecordException.class);
        assertThatThrownBy(() -> MessageCodec.decodeWork(new byte[0])).isInstanceOf(UndecodableRecordException.class);
    }
}
