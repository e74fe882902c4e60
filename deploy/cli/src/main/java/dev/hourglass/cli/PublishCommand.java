package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.blob.BlobStore;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.run.TrainedFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        description = "Send what 'train' left in a folder to the tracker; sent twice, it changes nothing.")
final class PublishCommand implements Callable<Integer> {

    /** Lines go in pieces, so that a long run needs no long memory. */
    private static final int PIECE_BYTES = 4 << 20;

    @Parameters(paramLabel = "DIR", description = "The folder that 'train --out' filled.")
    Path folder;

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    private long accepted;
    private long known;

    @Override
    public Integer call() throws IOException {
        TrainedFolder trained = TrainedFolder.read(folder);
        try (TrackerClient client = tracker.connect()) {
            var progress = new ProgressLine(output::note);
            uploadBlobs(trained, client, progress);
            progress.show("sending " + trained.lineCount() + " events");
            sendLines(trained, client);
            progress.clear();
        }
        List<String> runs =
                trained.runs().stream().map(run -> run.subject().toString()).toList();
        var answer = Output.object().put("accepted", accepted).put("alreadyKnown", known);
        runs.forEach(answer.putArray("runs")::add);
        output.json(answer);
        output.line(accepted + " events accepted, " + known + " known already");
        runs.forEach(output::line);
        return 0;
    }

    /** Before the events that name them. */
    private static void uploadBlobs(TrainedFolder trained, TrackerClient client, ProgressLine progress)
            throws IOException {
        BlobStore store = trained.blobStore();
        int sent = 0;
        for (String sha256 : trained.blobs()) {
            progress.show(
                    "sending checkpoint " + ++sent + " of " + trained.blobs().size());
            client.uploadBlob(() -> {
                try {
                    return store.read(sha256);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private void sendLines(TrainedFolder trained, TrackerClient client) throws IOException {
        var piece = new ByteArrayOutputStream();
        trained.forEachLine(line -> {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            if (piece.size() > 0 && piece.size() + bytes.length > PIECE_BYTES) {
                send(piece, client);
            }
            piece.writeBytes(bytes);
            piece.write('\n');
        });
        if (piece.size() > 0) {
            send(piece, client);
        }
    }

    private void send(ByteArrayOutputStream piece, TrackerClient client) {
        JsonNode answer = client.postLog(piece.toByteArray());
        accepted += answer.path("accepted").asLong();
        known += answer.path("alreadyKnown").asLong();
        piece.reset();
    }
}
