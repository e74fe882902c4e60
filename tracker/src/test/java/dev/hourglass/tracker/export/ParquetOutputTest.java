package dev.hourglass.tracker.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hourglass.tracker.api.shape.Series;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ParquetOutputTest {

    private static Series piece(long first, int points) {
        long[] steps = LongStream.range(first, first + points).toArray();
        double[] values = LongStream.of(steps).mapToDouble(step -> 1.0 / step).toArray();
        return new Series(
                new UUID(7, 7),
                "nll",
                false,
                Optional.empty(),
                "step",
                Optional.empty(),
                Optional.empty(),
                points,
                false,
                steps,
                Optional.of(values),
                Optional.of(steps),
                values,
                values,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void no_more_rows_than_a_row_group_are_held_back_and_an_empty_file_is_one() throws Exception {
        var file = new ByteArrayOutputStream();
        var output = new ParquetOutput(file);
        int sinceGrowth = 0;
        int size = file.size();
        int pieces = 100;
        for (int i = 0; i < pieces; i++) {
            output.write(piece(i * 1000L, 1000));
            sinceGrowth = file.size() > size ? 0 : sinceGrowth + 1000;
            size = file.size();
            assertThat(sinceGrowth).isLessThan(ParquetOutput.ROW_GROUP);
        }
        output.finish();
        assertThat(rows(file)).isEqualTo(pieces * 1000);
        var empty = new ByteArrayOutputStream();
        new ParquetOutput(empty).finish();
        assertThat(rows(empty)).isZero();
    }

    private static long rows(ByteArrayOutputStream file) throws Exception {
        try (var reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file.toByteArray())))) {
            return reader.getFileMetaData().numRows();
        }
    }
}
