package dev.hourglass.tracker.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.hourglass.tracker.api.shape.Series;
import java.io.IOException;
import java.io.OutputStream;

/** An array of objects, one a point or bucket. NaN and infinities are strings, as everywhere in the API. */
public final class JsonOutput implements SeriesOutput {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    public JsonOutput(OutputStream out) throws IOException {
        json = JSON.createGenerator(out);
        json.writeStartArray();
    }

    @Override
    public void write(Series piece) throws IOException {
        String run = piece.run().toString();
        for (int i = 0; i < piece.steps().length; i++) {
            json.writeStartObject();
            json.writeStringField("run", run);
            json.writeStringField("metric", piece.metric());
            json.writeNumberField("step", piece.steps()[i]);
            json.writeNumberField("tau", piece.tauAt(i));
            json.writeNumberField("wallMs", piece.wallMsAt(i));
            json.writeNumberField("x", piece.xs()[i]);
            json.writeNumberField("value", piece.values()[i]);
            json.writeNumberField("min", piece.leastAt(i));
            json.writeNumberField("max", piece.greatestAt(i));
            json.writeNumberField("count", piece.countAt(i));
            json.writeEndObject();
        }
    }

    @Override
    public void finish() throws IOException {
        json.writeEndArray();
        json.flush();
    }
}
