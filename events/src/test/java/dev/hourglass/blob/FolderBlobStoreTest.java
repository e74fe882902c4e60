package dev.hourglass.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest {

    private static final byte[] BYTES = "a state".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private FolderBlobStore store;

    @BeforeEach
    void open() throws IOException {
        store = new FolderBlobStore(folder);
    }

    @Test
    void a_blob_is_named_by_its_hash_and_read_back() throws IOException {
        BlobStore.Stored stored = store.write(out -> out.write(BYTES));
        assertThat(stored.sha256()).isEqualTo(Sha256.hex(BYTES));
        assertThat(stored.bytes()).isEqualTo(BYTES.length);
        assertThat(store.size(stored.sha256())).isEqualTo(BYTES.length);
        try (var in = store.read(stored.sha256())) {
            assertThat(in.readAllBytes()).isEqualTo(BYTES);
        }
    }

    @Test
    void a_blob_that_could_not_be_written_whole_leaves_nothing() throws IOException {
        assertThatThrownBy(() -> store.write(out -> {
                    out.write(BYTES);
                    throw new IOException("no space left");
                }))
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("no space left");
        assertThat(files()).isEmpty();
    }

    @Test
    void writing_it_again_renews_its_time_stamp() throws IOException {
        BlobStore.Stored stored = store.write(out -> out.write(BYTES));
        Path file = files().getFirst();
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        store.write(out -> out.write(BYTES));
        assertThat(Files.getLastModifiedTime(file).toInstant()).isAfter(Instant.EPOCH);
        assertThat(store.has(stored.sha256())).isTrue();
        assertThat(files()).hasSize(1);
    }

    @Test
    void a_damaged_blob_is_found_out_at_its_end() throws IOException {
        BlobStore.Stored stored = store.write(out -> out.write(BYTES));
        Files.writeString(files().getFirst(), "a stats");
        try (var in = store.read(stored.sha256())) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(DamagedBlobException.class)
                    .hasMessageContaining(stored.sha256())
                    .hasMessageContaining(files().getFirst().toString());
        }
    }

    @Test
    void a_missing_blob_is_named_with_its_place() {
        assertThatThrownBy(() -> store.read("0".repeat(64)))
                .isInstanceOf(NoSuchBlobException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void a_name_that_is_no_hash_never_reaches_the_file_system() {
        assertThatThrownBy(() -> store.read("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
