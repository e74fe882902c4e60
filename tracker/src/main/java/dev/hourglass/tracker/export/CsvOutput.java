package dev.hourglass.tracker.export;

import dev.hourglass.tracker.api.shape.Series;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@link Csv} in UTF-8. */
public final class CsvOutput implements SeriesOutput {

    private final Writer text;

    public CsvOutput(OutputStream out) throws IOException {
        text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        Csv.head(text);
    }

    @Override
    public void write(Series piece) throws IOException {
        Csv.write(text, List.of(piece));
    }

    @Override
    public void finish() throws IOException {
        text.flush();
    }
}
