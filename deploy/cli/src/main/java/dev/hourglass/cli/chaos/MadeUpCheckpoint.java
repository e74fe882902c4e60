package dev.hourglass.cli.chaos;

import dev.hourglass.blob.BlobStore;
import dev.hourglass.blob.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What made-up runs save: a few blobs that many checkpoints share, as those of runs that repeat each other do. */
final class MadeUpCheckpoint {

    private static final List<MadeUpCheckpoint> ALL =
            IntStream.range(0, 16).mapToObj(MadeUpCheckpoint::new).toList();

    private final byte[] content;
    private final String sha256;

    private MadeUpCheckpoint(int number) {
        content = ("made-up checkpoint " + number).repeat(50).getBytes(StandardCharsets.US_ASCII);
        sha256 = Sha256.hex(content);
    }

    static MadeUpCheckpoint any(SplittableRandom random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    /** Before the first event that names one. */
    static void storeAll(BlobStore store) throws IOException {
        for (MadeUpCheckpoint one : ALL) {
            store.write(out -> out.write(one.content));
        }
    }

    String sha256() {
        return sha256;
    }

    int bytes() {
        return content.length;
    }
}
