package dev.hourglass.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {

    static Stream<Event> events() {
        return EventExamples.all();
    }

    @Test
    void the_examples_hold_every_type_of_event() {
        Set<Class<?>> examples = events().map(Object::getClass).collect(Collectors.toSet());
        assertThat(examples).isEqualTo(leaves(Event.class).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_read_back_is_the_same(Event event) throws Exception {
        Envelope envelope = envelope(event);
        ProducerRecord<String, byte[]> written = EventCodec.encode("topic", envelope);
        assertThat(written.key()).isEqualTo(event.subject().toString());
        assertThat(EventCodec.decode(received(written.headers(), written.value())))
                .isEqualTo(envelope);
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_envelope_travels_in_headers_of_cloudevents(Event event) {
        Headers headers = EventCodec.encode("topic", envelope(event)).headers();
        assertThat(header(headers, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(headers, "ce_type"))
                .isEqualTo("dev.hourglass." + event.getClass().getSimpleName());
        assertThat(header(headers, "ce_subject")).isEqualTo(event.subject().toString());
        assertThat(header(headers, "content-type")).isEqualTo("application/protobuf");
    }

    @ParameterizedTest
    @MethodSource("events")
    void its_kind_is_known_by_the_header_alone(Event event) {
        Headers headers = EventCodec.encode("topic", envelope(event)).headers();
        for (Class<? extends Event> kind : List.of(event.getClass(), Event.RunCreated.class)) {
            assertThat(EventKinds.of(List.of(kind)).has(received(headers, null)))
                    .isEqualTo(kind == event.getClass());
        }
        EventKinds both = EventKinds.of(List.of(Event.RunCreated.class, event.getClass()));
        assertThat(both.has(received(headers, null))).isTrue();
        assertThat(both.has(received(new RecordHeaders(), null))).isFalse();
        headers.add("ce_type", null);
        assertThat(both.has(received(headers, null)))
                .as("the last that says something")
                .isTrue();
        headers.add("ce_type", "another".getBytes(StandardCharsets.UTF_8));
        assertThat(both.has(received(headers, null))).isFalse();
    }

    @Test
    void an_event_may_be_put_into_a_certain_partition() {
        Envelope envelope = envelope(EventExamples.all().findFirst().orElseThrow());
        assertThat(EventCodec.encode("topic", 3, envelope).partition()).isEqualTo(3);
        assertThat(EventCodec.encode("topic", envelope).partition()).isNull();
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_unknown_field_is_no_error(Event event) throws Exception {
        Envelope envelope = envelope(event);
        ProducerRecord<String, byte[]> written = EventCodec.encode("topic", envelope);
        var longer = new ByteArrayOutputStream();
        longer.write(written.value());
        CodedOutputStream out = CodedOutputStream.newInstance(longer);
        out.writeString(1999, "a field of a later version");
        out.flush();
        assertThat(EventCodec.decode(received(written.headers(), longer.toByteArray())))
                .isEqualTo(envelope);
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_payload_cut_anywhere_is_undecodable_or_another_event_but_no_other_error(Event event) throws Exception {
        Envelope envelope = envelope(event);
        ProducerRecord<String, byte[]> written = EventCodec.encode("topic", envelope);
        byte[] last = Arrays.copyOf(written.value(), written.value().length - 1);
        assertThatThrownBy(() -> EventCodec.decode(received(written.headers(), last)))
                .isInstanceOf(UndecodableRecordException.class);
        for (int length = 0; length < written.value().length; length++) {
            try { // protobuf cannot see a cut between two fields, so a shorter payload may decode
                assertThat(EventCodec.decode(received(written.headers(), Arrays.copyOf(written.value(), length))))
                        .isNotEqualTo(envelope);
            } catch (UndecodableRecordException e) {
                assertThat(e).hasMessageContaining(event.getClass().getSimpleName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_payload_that_is_not_protobuf_is_undecodable(Event event) {
        Headers headers = EventCodec.encode("topic", envelope(event)).headers();
        byte[] text = "{\"this is\": \"no protobuf\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EventCodec.decode(received(headers, text)))
                .isInstanceOf(UndecodableRecordException.class);
    }

    @ParameterizedTest
    @MethodSource("events")
    void random_damage_is_undecodable_or_decodes_but_is_no_other_error(Event event) throws IOException {
        ProducerRecord<String, byte[]> written = EventCodec.encode("topic", envelope(event));
        long seed = 20_261_122;
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = written.value().clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                EventCodec.decode(received(written.headers(), damaged));
            } catch (UndecodableRecordException e) {
                assertThat(e).as("seed %d, round %d", seed, i).hasMessageContaining("dev.hourglass.");
            }
        }
    }

    @Test
    void a_record_without_headers_or_value_or_of_an_unknown_type_is_undecodable() {
        ProducerRecord<String, byte[]> written = EventCodec.encode(
                "topic", envelope(EventExamples.all().findFirst().orElseThrow()));
        assertThatThrownBy(() -> EventCodec.decode(received(new RecordHeaders(), written.value())))
                .isInstanceOf(UndecodableRecordException.class);
        assertThatThrownBy(() -> EventCodec.decode(received(written.headers(), null)))
                .isInstanceOf(UndecodableRecordException.class);
        Headers other = new RecordHeaders(written.headers());
        other.remove("ce_type").add("ce_type", "com.example.Other".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> EventCodec.decode(received(other, written.value())))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("com.example.Other");
    }

    @Test
    void a_time_is_read_as_the_library_reads_it() {
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000))
                    .truncatedTo(ChronoUnit.values()[random.nextInt(4)]);
            for (String text : List.of(
                    time.toString(), time.atOffset(ZoneOffset.ofHours(2)).toString())) {
                assertThat(EnvelopeHeaders.instant(text))
                        .as(text)
                        .isEqualTo(OffsetDateTime.parse(text).toInstant());
            }
        }
        for (String wrong : List.of("", "now", "2026-02-30T00:00:00Z", "2026-01-01T24:00:01Z")) {
            assertThatThrownBy(() -> EnvelopeHeaders.instant(wrong)).as(wrong).isInstanceOf(DateTimeException.class);
        }
    }

    @Test
    void an_event_above_the_limit_is_refused_by_the_limits_name() {
        var log = new Event.LogRecorded(
                EventExamples.RUN, new Origin(EventExamples.ATTEMPT, 1), new Clock(0, 0, 0), "x".repeat(900_001));
        assertThatThrownBy(() -> EventCodec.encode("topic", envelope(log)))
                .isInstanceOf(EventTooLargeException.class)
                .hasMessageContaining("900000");
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_line_read_back_is_the_same_event(Event event) throws Exception {
        Envelope envelope = envelope(event);
        String line = EventLines.write(envelope);
        assertThat(line).doesNotContain("\n");
        assertThat(EventLines.read(line)).isEqualTo(envelope);
    }

    @Test
    void a_line_of_an_earlier_version_reads_as_what_it_said_then() throws Exception {
        for (Event event : events().filter(Event.OfAttempt.class::isInstance).toList()) {
            String line = EventLines.write(envelope(event))
                    .replaceAll(",\"gathered\":\\d+", "")
                    .replaceAll(",\"continues\":false", "");
            var read = (Event.OfAttempt) EventLines.read(line).event();
            assertThat(read.origin().sequence())
                    .isEqualTo(((Event.OfAttempt) event).origin().sequence());
            assertThat(read.origin().gathered()).isZero();
        }
    }

    @Test
    void a_line_without_a_part_or_with_a_wrong_value_is_undecodable_and_one_with_more_is_not() throws Exception {
        Event event = events().filter(Event.CheckpointSaved.class::isInstance)
                .findFirst()
                .orElseThrow();
        String line = EventLines.write(envelope(event));
        assertThat(EventLines.read(line.replace("\"bytes\":", "\"later\":1,\"bytes\":"))
                        .event())
                .isEqualTo(event);
        for (String wrong : List.of("\"weight\":", "\"bytes\":-", "\"bytes\":\"many\",\"x\":")) {
            assertThatThrownBy(() -> EventLines.read(line.replace("\"bytes\":", wrong)))
                    .as(wrong)
                    .isInstanceOf(UndecodableRecordException.class)
                    .hasMessageContaining("bytes");
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_line_cut_short_is_undecodable(Event event) {
        String line = EventLines.write(envelope(event));
        assertThatThrownBy(() -> EventLines.read(line.substring(0, line.length() / 2)))
                .isInstanceOf(UndecodableRecordException.class);
    }

    private static Envelope envelope(Event event) {
        return new Envelope(UUID.randomUUID(), "worker/w1", Instant.parse("2026-09-22T10:11:12.345Z"), event);
    }

    private static ConsumerRecord<String, byte[]> received(Headers headers, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                "topic", 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, "key", value, headers, Optional.empty());
    }

    private static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(EventCodecTest::leaves)
                : Stream.of(type);
    }
}
