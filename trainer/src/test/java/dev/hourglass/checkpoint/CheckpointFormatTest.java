package dev.hourglass.checkpoint;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.blob.BlobStore;
import dev.hourglass.blob.FolderBlobStore;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFormatTest {

    @TempDir
    Path folder;

    @Test
    void a_checkpoint_survives_the_blob_store_and_equal_states_are_one_blob() throws IOException {
        BlobStore store = new FolderBlobStore(folder);
        Checkpoint checkpoint = checkpoint(new RandomStreams(7));
        BlobStore.Stored stored = store.write(out -> CheckpointFormat.write(checkpoint, out));
        Checkpoint read;
        try (var in = store.read(stored.sha256())) {
            read = CheckpointFormat.read(in, stored.location());
        }
        assertThat(read.step()).isEqualTo(12_000);
        assertThat(read.tau()).isEqualTo(0.1 + 0.2);
        assertThat(read.observers().since()).isEqualTo(10_000);
        assertThat(requireNonNull(read.system().weights().get("J0")).data).isEqualTo(new double[] {1, 2, 3, 4, 5, 6});
        assertThat(read.system().buffers()).containsOnlyKeys("stale");
        assertThat(read.observers().reference()).containsOnlyKeys("J0", "h0");
        assertThat(read.observers().states()).containsOnlyKeys("aging");
        assertThat(store.write(out -> CheckpointFormat.write(read, out)).sha256())
                .isEqualTo(stored.sha256());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void restored_streams_go_on_where_they_were(long seed) throws IOException {
        RandomStreams streams = new RandomStreams(seed);
        for (Purpose purpose : Purpose.values()) {
            for (int i = 0; i <= 5 + purpose.ordinal(); i++) {
                streams.stream(purpose).nextInt(); // an odd number leaves half a long behind
            }
        }
        Checkpoint read = roundTrip(checkpoint(streams));
        RandomStreams restored = new RandomStreams(seed + 1);
        read.restoreRandom(restored);
        for (Purpose purpose : Purpose.values()) {
            for (int i = 0; i < 20; i++) {
                assertThat(restored.stream(purpose).nextInt())
                        .isEqualTo(streams.stream(purpose).nextInt());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"format,hourglass checkpoint 2", "step,-1", "step,1.5", "tau,soon", "since,''"})
    void metadata_that_are_not_ours_are_refused(String key, String value) throws IOException {
        Safetensors good = content(checkpoint(new RandomStreams(7)));
        var metadata = new TreeMap<>(good.metadata());
        metadata.put(key, value);
        assertRefused(new Safetensors(metadata, good.tensors()), key);
        metadata.remove(key);
        assertRefused(new Safetensors(metadata, good.tensors()), key);
    }

    @Test
    void a_missing_random_stream_is_refused() throws IOException {
        Safetensors good = content(checkpoint(new RandomStreams(7)));
        var tensors = new LinkedHashMap<>(good.tensors());
        assertThat(tensors.remove("random.minibatches")).isNotNull();
        assertRefused(new Safetensors(good.metadata(), tensors), "random streams");
    }

    @Test
    void bytes_where_a_matrix_is_due_are_refused() throws IOException {
        Safetensors good = content(checkpoint(new RandomStreams(7)));
        var tensors = new LinkedHashMap<>(good.tensors());
        tensors.put("J0", new Tensor.U8("J0", List.of(1, 1), new byte[1]));
        assertRefused(new Safetensors(good.metadata(), tensors), "tensor J0");
    }

    @Test
    void weights_may_not_be_named_like_something_else() {
        SystemState system = new SystemState(named("buffer.x"), new LinkedHashMap<>());
        var checkpoint = new Checkpoint(0, 0, system, Checkpoint.states(new RandomStreams(1)), ObserverStates.none(0));
        assertThatThrownBy(() -> CheckpointFormat.write(checkpoint, new ByteArrayOutputStream()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("buffer.x");
    }

    private static void assertRefused(Safetensors content, String where) throws IOException {
        var out = new ByteArrayOutputStream();
        SafetensorsWriter.write(content, out);
        assertThatThrownBy(() -> CheckpointFormat.read(new ByteArrayInputStream(out.toByteArray()), "x.safetensors"))
                .isInstanceOf(DamagedCheckpointException.class)
                .hasMessageContainingAll("x.safetensors", where);
    }

    private static Checkpoint roundTrip(Checkpoint checkpoint) throws IOException {
        return CheckpointFormat.read(new ByteArrayInputStream(bytes(checkpoint)), "memory");
    }

    private static Safetensors content(Checkpoint checkpoint) throws IOException {
        return SafetensorsReader.read(new ByteArrayInputStream(bytes(checkpoint)), "memory");
    }

    private static byte[] bytes(Checkpoint checkpoint) throws IOException {
        var out = new ByteArrayOutputStream();
        CheckpointFormat.write(checkpoint, out);
        return out.toByteArray();
    }

    private static Checkpoint checkpoint(RandomStreams streams) {
        return new Checkpoint(
                12_000,
                0.1 + 0.2,
                new SystemState(named("J0", "h0"), named("stale")),
                Checkpoint.states(streams),
                new ObserverStates(10_000, named("J0", "h0"), named("aging")));
    }

    private static SequencedMap<String, DMatrixRMaj> named(String... names) {
        var named = new LinkedHashMap<String, DMatrixRMaj>();
        for (String name : names) {
            named.put(name, new DMatrixRMaj(2, 3, true, 1, 2, 3, 4, 5, 6));
        }
        return named;
    }
}
