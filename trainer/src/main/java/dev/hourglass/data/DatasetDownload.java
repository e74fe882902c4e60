package dev.hourglass.data;

import dev.hourglass.blob.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches datasets into a data folder: to a temporary name, checked, synced, then renamed, so that no half file is ever found. */
public final class DatasetDownload {

    /** GitHub's host for the raw files of a repository at a commit. */
    public static final URI PUBLIC_HOST = URI.create("https://raw.githubusercontent.com/");

    /** Told of bytes as they come in. */
    public interface Progress {
        /** @param total 0 or less where the server does not say */
        void received(long bytes, long total);
    }

    private final URI host;
    private final Duration deadline;

    /**
     * @param host where the paths of {@link DatasetFile#source} start
     * @param deadline for one whole download: a server that stalls must not hang the command
     */
    public DatasetDownload(URI host, Duration deadline) {
        // Without the slash at the end the last part of a mirror's path would be replaced, not extended.
        this.host = host.toString().endsWith("/") ? host : URI.create(host + "/");
        this.deadline = deadline;
    }

    /**
     * Brings the file into the folder, unless it is there and whole.
     *
     * @param folder a data folder; made if absent
     * @return where the file now stands
     * @throws DownloadFailedException if it does not; the folder is then as it was
     */
    public Path fetch(DatasetFile file, Path folder, Progress progress) throws InterruptedException {
        Path target = folder.resolve(file.path());
        if (Files.exists(target) && DatasetStatus.of(file, target) instanceof DatasetStatus.Whole) {
            return target;
        }
        URI from = host.resolve(file.source());
        try {
            Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
            // Not createTempFile: its files are for their owner's eyes only, and a data folder may be shared.
            Path part = parent.resolve(
                    target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            try {
                download(file, from, target, part, progress);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                syncFolder(parent);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new DownloadFailedException(file, from, target, e);
        }
        return target;
    }

    private void download(DatasetFile file, URI from, Path target, Path part, Progress progress)
            throws IOException, InterruptedException {
        MessageDigest digest = Sha256.digest();
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            int status = receive(from, response -> {
                if (response.statusCode() != 200) {
                    return BodySubscribers.discarding();
                }
                long total =
                        response.headers().firstValueAsLong("Content-Length").orElse(-1);
                return BodySubscribers.ofByteArrayConsumer(chunk -> chunk.ifPresent(bytes -> {
                    append(out, bytes);
                    digest.update(bytes);
                    progress.received(size(out), total);
                }));
            });
            if (status != 200) {
                throw new DownloadFailedException(file, from, target, "the server answered " + status);
            }
            out.force(true);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(file.sha256())) {
            throw new DownloadFailedException(
                    file, from, target, "what came has SHA-256 " + found + ", it must be " + file.sha256());
        }
    }

    private int receive(URI from, BodyHandler<Void> into) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(15))
                .build()) {
            CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request(from), into);
            try {
                return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            } catch (TimeoutException e) {
                throw new IOException("not complete after " + deadline.toSeconds() + " s", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            } finally {
                answer.cancel(true);
                client.shutdownNow();
            }
        }
    }

    private static HttpRequest request(URI from) throws IOException {
        try {
            return HttpRequest.newBuilder(from).build();
        } catch (IllegalArgumentException e) {
            throw new IOException("that is no address of http or https", e);
        }
    }

    private static void append(FileChannel out, byte[] bytes) {
        try {
            for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                out.write(rest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(FileChannel out) {
        try {
            return out.position();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the rename itself survive a power cut. */
    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
