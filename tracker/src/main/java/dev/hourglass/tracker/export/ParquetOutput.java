package dev.hourglass.tracker.export;

import com.github.luben.zstd.Zstd;
import dev.hourglass.tracker.api.shape.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * Apache Parquet, one row a point or bucket, columns as of {@link Csv}. The file is written from front to back: a row group goes out as
 * soon as it is full, one zstd-compressed page a column. Headers and footer are Parquet's own classes for its format; the pages
 * need none, since every column is flat, required and plain.
 */
public final class ParquetOutput implements SeriesOutput {

    public static final String MEDIA_TYPE = "application/vnd.apache.parquet";

    /** Some 4 MB before compression: enough for readers to be fast. */
    static final int ROW_GROUP = 1 << 15;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final ParquetColumn run = new ParquetColumn("run", Type.BYTE_ARRAY);
    private final ParquetColumn metric = new ParquetColumn("metric", Type.BYTE_ARRAY);
    private final ParquetColumn step = new ParquetColumn("step", Type.INT64);
    private final ParquetColumn tau = new ParquetColumn("tau", Type.DOUBLE);
    private final ParquetColumn wallMs = new ParquetColumn("wall_ms", Type.INT64);
    private final ParquetColumn x = new ParquetColumn("x", Type.DOUBLE);
    private final ParquetColumn value = new ParquetColumn("value", Type.DOUBLE);
    private final ParquetColumn min = new ParquetColumn("min", Type.DOUBLE);
    private final ParquetColumn max = new ParquetColumn("max", Type.DOUBLE);
    private final ParquetColumn count = new ParquetColumn("count", Type.INT32);
    private final List<ParquetColumn> columns = List.of(run, metric, step, tau, wallMs, x, value, min, max, count);

    private final OutputStream out;
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private int rows;

    public ParquetOutput(OutputStream out) throws IOException {
        this.out = out;
        put(MAGIC);
    }

    @Override
    public void write(Series piece) throws IOException {
        byte[] id = piece.run().toString().getBytes(StandardCharsets.UTF_8);
        byte[] name = piece.metric().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < piece.steps().length; i++) {
            run.add(id);
            metric.add(name);
            step.add(piece.steps()[i]);
            tau.add(piece.tauAt(i));
            wallMs.add(piece.wallMsAt(i));
            x.add(piece.xs()[i]);
            value.add(piece.values()[i]);
            min.add(piece.leastAt(i));
            max.add(piece.greatestAt(i));
            count.add(piece.countAt(i));
            if (++rows == ROW_GROUP) {
                endGroup();
            }
        }
    }

    @Override
    public void finish() throws IOException {
        if (rows > 0) {
            endGroup();
        }
        List<SchemaElement> schema = Stream.concat(
                        Stream.of(new SchemaElement("points").setNum_children(columns.size())),
                        columns.stream().map(ParquetColumn::schema))
                .toList();
        var footer = new ByteArrayOutputStream();
        long all = groups.stream().mapToLong(RowGroup::getNum_rows).sum();
        Util.writeFileMetaData(new FileMetaData(1, schema, all, groups).setCreated_by("hourglass"), footer);
        put(footer.toByteArray());
        put(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.size())
                .array());
        put(MAGIC);
        out.flush();
    }

    private void endGroup() throws IOException {
        List<ColumnChunk> chunks = new ArrayList<>();
        for (ParquetColumn column : columns) {
            chunks.add(chunk(column));
        }
        long bytes = chunks.stream()
                .mapToLong(chunk -> chunk.getMeta_data().getTotal_uncompressed_size())
                .sum();
        groups.add(new RowGroup(chunks, bytes, rows));
        rows = 0;
    }

    private ColumnChunk chunk(ParquetColumn column) throws IOException {
        byte[] plain = column.take();
        byte[] packed = Zstd.compress(plain);
        var header = new ByteArrayOutputStream();
        Util.writePageHeader(
                new PageHeader(PageType.DATA_PAGE, plain.length, packed.length)
                        .setData_page_header(new DataPageHeader(rows, Encoding.PLAIN, Encoding.RLE, Encoding.RLE)),
                header);
        var told = new ColumnMetaData(
                column.type,
                List.of(Encoding.PLAIN, Encoding.RLE),
                List.of(column.name),
                CompressionCodec.ZSTD,
                rows,
                header.size() + plain.length,
                header.size() + packed.length,
                position);
        put(header.toByteArray());
        put(packed);
        return new ColumnChunk(0).setMeta_data(told);
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }
}
