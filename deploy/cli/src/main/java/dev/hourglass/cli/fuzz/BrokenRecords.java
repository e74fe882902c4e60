package dev.hourglass.cli.fuzz;

import dev.hourglass.cli.chaos.MadeUpFamily;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Records of made-up runs, some as they should be, most of them spoilt: their bytes, headers, keys, order, or what they say. */
final class BrokenRecords {

    /** A length that no record has, as protobuf writes it. */
    private static final byte[] HUGE = {0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07};

    private static final int HEADERS_AND_KEYS = 8;

    private final SplittableRandom random;
    private final Consumer<ProducerRecord<byte[], byte[]>> to;
    private final List<UUID> runs = new ArrayList<>();
    private Optional<ProducerRecord<byte[], byte[]>> withheld = Optional.empty();
    private long told;

    BrokenRecords(long seed, Consumer<ProducerRecord<byte[], byte[]>> to) {
        this.random = new SplittableRandom(seed);
        this.to = to;
    }

    /** Of as many families as it takes. */
    void tell(long seed, long records) {
        for (int number = 0; told < records; number++) {
            new MadeUpFamily(seed, number).tell(envelope -> tell(envelope)).forEach(run -> runs.add(run.id()));
        }
        withheld.ifPresent(this::send);
    }

    List<UUID> runs() {
        return List.copyOf(runs);
    }

    private void tell(Envelope envelope) {
        ProducerRecord<String, byte[]> good = EventCodec.encode(Topics.EVENTS, envelope);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> send(record(good, good.value()));
            case 3, 4 -> send(record(good, brokenBytes(good.value())));
            case 5 -> send(brokenEnvelope(record(good, good.value())));
            case 6, 7 -> send(record(good, OddMessages.odd(random, type(good), good.value())));
            case 8 -> { // later than it should come, if ever
                withheld.ifPresent(this::send);
                withheld = Optional.of(record(good, good.value()));
            }
            default -> other(envelope, good);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        told++;
        to.accept(record);
    }

    private byte[] brokenBytes(byte[] value) {
        return switch (random.nextInt(4)) {
            case 0 -> OddValues.cut(random, value);
            case 1 -> OddValues.stuffed(random, value, HUGE);
            case 2 -> OddValues.stuffed(random, value, OddValues.bytes(random, 40));
            default -> OddValues.flipped(random, value);
        };
    }

    /** Another kind of event of the same run, as it could be or odd; or of a run that nobody knows. */
    private void other(Envelope envelope, ProducerRecord<String, byte[]> good) {
        List<String> types = OddMessages.types();
        String type = types.get(random.nextInt(types.size()));
        UUID attempt =
                envelope.event() instanceof Event.OfAttempt word ? word.origin().attempt() : new UUID(7, 7);
        long sequence =
                envelope.event() instanceof Event.OfAttempt word ? word.origin().sequence() : 0;
        byte[] payload = OddMessages.plausible(random, type, attempt, sequence);
        if (random.nextBoolean()) {
            payload = OddMessages.odd(random, type, payload);
        }
        ProducerRecord<byte[], byte[]> record = record(good, payload);
        set(record, "ce_type", bytes(type));
        if (random.nextInt(6) == 0) {
            String nobody = new UUID(random.nextLong(), random.nextLong()).toString();
            record = new ProducerRecord<>(
                    record.topic(), null, record.timestamp(), bytes(nobody), record.value(), record.headers());
            set(record, "ce_subject", bytes(nobody));
        }
        send(record);
    }

    private ProducerRecord<byte[], byte[]> brokenEnvelope(ProducerRecord<byte[], byte[]> good) {
        byte[] key = good.key();
        switch (random.nextInt(HEADERS_AND_KEYS)) {
            case 0 -> key = null;
            case 1 -> key = bytes(OddValues.text(random));
            case 2 -> key = bytes(new String(key, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT));
            case 3 -> key = OddValues.flipped(random, key);
            case 4 -> {
                List<String> types = OddMessages.types();
                set(good, "ce_type", bytes(types.get(random.nextInt(types.size()))));
            }
            case 5 -> {
                Header[] all = good.headers().toArray();
                good.headers().remove(all[random.nextInt(all.length)].key());
            }
            default -> {
                Header[] all = good.headers().toArray();
                Header one = all[random.nextInt(all.length)];
                byte[] value =
                        random.nextBoolean() ? bytes(OddValues.text(random)) : OddValues.flipped(random, one.value());
                set(good, one.key(), value);
            }
        }
        byte[] value = random.nextInt(10) == 0 ? null : good.value();
        return new ProducerRecord<>(good.topic(), null, good.timestamp(), key, value, good.headers());
    }

    private static void set(ProducerRecord<byte[], byte[]> record, String header, byte[] value) {
        record.headers().remove(header).add(header, value);
    }

    private static String type(ProducerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
    }

    private static ProducerRecord<byte[], byte[]> record(ProducerRecord<String, byte[]> good, byte[] value) {
        return new ProducerRecord<>(good.topic(), null, good.timestamp(), bytes(good.key()), value, good.headers());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
