package dev.hourglass.events.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/**
 * Events as lines of a file: one CloudEvents object in JSON each, its data the event's record. Doubles are written with as many
 * digits as tell them apart, so a line read back is equal to the bit; protobuf's own JSON mapping is not used because it reads
 * -0.0 as 0.0.
 */
public final class EventLines {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

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
            line.set("data", JSON.valueToTree(envelope.event()));
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every event has a JSON form", e);
        }
    }

    public static Envelope read(String line) throws UndecodableRecordException {
        try {
            JsonNode node = JSON.readTree(line);
            String type = text(node, "type");
            Class<? extends Event> record = EventTypes.record(type)
                    .orElseThrow(() -> new UndecodableRecordException("unknown type '" + type + "'"));
            fillIn(node.path("data"), record);
            Event event = JSON.treeToValue(node.path("data"), record);
            if (event == null) {
                throw new UndecodableRecordException(type + " without data");
            }
            return new Envelope(
                    UUID.fromString(text(node, "id")), text(node, "source"), Instant.parse(text(node, "time")), event);
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new UndecodableRecordException("not an event in JSON", e);
        }
    }

    /** Fields that lines written by earlier versions do not have. */
    private static void fillIn(JsonNode data, Class<? extends Event> record) {
        if (data.path("origin") instanceof ObjectNode origin && !origin.has("gathered")) {
            origin.put("gathered", 0);
        }
        if (record == Event.AttemptStarted.class && data instanceof ObjectNode started && !started.has("continues")) {
            started.put("continues", false);
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
