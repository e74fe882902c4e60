package dev.hourglass.events.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/**
 * Events as lines of a file: one CloudEvents object in JSON each, its data the payload in protobuf's JSON mapping. Doubles are
 * written with as many digits as tell them apart, so a line read back is equal to the bit.
 */
public final class EventLines {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private EventLines() {}

    /** @return one line without its end */
    public static String write(Envelope envelope) {
        try {
            ObjectNode line = JSON.createObjectNode();
            line.put("specversion", "1.0");
            line.put("id", envelope.id().toString());
            line.put("type", EventTypes.of(envelope.event()));
            line.put("source", envelope.source());
            line.put("subject", envelope.event().subject().toString());
            line.put("time", envelope.time().toString());
            line.put("datacontenttype", "application/json");
            line.set("data", JSON.readTree(PRINTER.print(Payloads.toProto(envelope.event()))));
            return JSON.writeValueAsString(line);
        } catch (InvalidProtocolBufferException | JsonProcessingException e) {
            throw new IllegalStateException("every event has a JSON form", e);
        }
    }

    public static Envelope read(String line) throws UndecodableRecordException {
        try {
            JsonNode node = JSON.readTree(line);
            String type = text(node, "type");
            Message.Builder payload = EventTypes.payload(type)
                    .orElseThrow(() -> new UndecodableRecordException("unknown type '" + type + "'"))
                    .newBuilderForType();
            PARSER.merge(JSON.writeValueAsString(node.path("data")), payload);
            Event event = Payloads.fromProto(UUID.fromString(text(node, "subject")), payload.build());
            return new Envelope(
                    UUID.fromString(text(node, "id")), text(node, "source"), Instant.parse(text(node, "time")), event);
        } catch (JsonProcessingException
                | InvalidProtocolBufferException
                | IllegalArgumentException
                | DateTimeException e) {
            throw new UndecodableRecordException("not an event in JSON", e);
        }
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("no text field '" + field + "'");
        }
        return value.textValue();
    }
}
