package dev.hourglass.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hourglass.blob.Sha256;
import dev.hourglass.spec.Spec.DataSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gives datasets by name: checked files, and what is generated. */
public final class DataSource {

    private static final JsonMapper JSON = new JsonMapper();

    private final DataFolders folders;

    public DataSource(DataFolders folders) {
        this.folders = folders;
    }

    /**
     * The first chorales of a dataset's training part, in its order.
     *
     * @throws DataException if they cannot be had: file nowhere or damaged, fewer chorales than asked for
     */
    public Dataset load(DataSpec data) {
        return switch (data) {
            case DataSpec.JsbChorales(int chorales) -> jsb(chorales);
            case DataSpec.SyntheticChorales(int chorales, long seed) -> SyntheticChorales.dataset(chorales, seed);
        };
    }

    /** Where each file dataset stands and whether it is whole, in the registry's order. Reads the files. */
    public List<DatasetStatus> check() {
        var statuses = new ArrayList<DatasetStatus>();
        for (DatasetFile file : DatasetFile.ALL) {
            statuses.add(folders.find(file)
                    .map(path -> DatasetStatus.of(file, path))
                    .orElseGet(() -> new DatasetStatus.Absent(file)));
        }
        return List.copyOf(statuses);
    }

    private Dataset jsb(int count) {
        DatasetFile file = DatasetFile.JSB_CHORALES;
        Path path = folders.find(file).orElseThrow(() -> new DatasetNotFoundException(file, folders));
        List<List<List<Integer>>> train = parse(read(file, path)).train();
        if (count < 1 || count > train.size()) {
            throw new TooFewChoralesException(file.name(), count, train.size());
        }
        return new Dataset(file.name(), file.sha256(), false, PitchSteps.toKeys(train.subList(0, count)));
    }

    private static byte[] read(DatasetFile file, Path path) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new DatasetDamagedException(file, path, e);
        }
        String found = Sha256.hex(bytes);
        if (!found.equals(file.sha256())) {
            throw new DatasetDamagedException(file, path, found);
        }
        return bytes;
    }

    private static JsbFile parse(byte[] bytes) {
        try {
            return JSON.readValue(bytes, JsbFile.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the registered file of the chorales has another form than thought", e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be read", e);
        }
    }

    /** The file's form: parts, chorales, steps, MIDI pitches. */
    record JsbFile(
            @JsonProperty("test") List<List<List<Integer>>> test,
            @JsonProperty("train") List<List<List<Integer>>> train,
            @JsonProperty("valid") List<List<List<Integer>>> valid) {}
}
