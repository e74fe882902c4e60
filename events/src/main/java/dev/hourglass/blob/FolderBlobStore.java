package dev.hourglass.blob;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Blobs as files of one folder, in 256 sub-folders by the first two digits of their name. */
public final class FolderBlobStore implements BlobStore {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final Clock clock;

    /**
     * @param folder made if it is not there
     * @param clock renews the time stamps that keep a blob from being collected
     */
    public FolderBlobStore(Path folder, Clock clock) throws IOException {
        this.folder = Files.createDirectories(folder.toAbsolutePath());
        this.clock = clock;
    }

    public FolderBlobStore(Path folder) throws IOException {
        this(folder, Clock.systemUTC());
    }

    @Override
    public Stored write(Content content) throws IOException {
        try {
            return writeWhole(content);
        } catch (IOException e) { // a full disk does not say which one
            throw new BlobNotWrittenException(folder.toString(), e);
        }
    }

    private Stored writeWhole(Content content) throws IOException {
        Path temporary = Files.createTempFile(folder, "writing-", ".part");
        try {
            MessageDigest digest = Sha256.digest();
            long bytes = writeSynced(temporary, content, digest);
            String sha256 = HexFormat.of().formatHex(digest.digest());
            Path target = path(sha256);
            Path shelf = Files.createDirectories(shelf(sha256));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(target, FileTime.from(clock.instant()));
            syncFolder(shelf);
            syncFolder(folder);
            return new Stored(sha256, bytes, location(sha256));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static long writeSynced(Path file, Content content, MessageDigest digest) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            OutputStream out = new DigestOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), digest);
            content.writeTo(out);
            out.flush();
            channel.force(true);
            return channel.size();
        }
    }

    /** The rename itself must survive a power cut, not only the bytes. */
    private static void syncFolder(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream read(String sha256) throws IOException {
        Path file = path(sha256);
        try {
            return new CheckedBlobStream(Files.newInputStream(file), sha256, file.toString());
        } catch (NoSuchFileException e) {
            throw new NoSuchBlobException(sha256, file.toString());
        }
    }

    @Override
    public String location(String sha256) {
        return path(sha256).toUri().toString();
    }

    @Override
    public boolean has(String sha256) {
        return Files.isRegularFile(path(sha256));
    }

    @Override
    public long size(String sha256) throws IOException {
        try {
            return Files.size(path(sha256));
        } catch (NoSuchFileException e) {
            throw new NoSuchBlobException(sha256, path(sha256).toString());
        }
    }

    @Override
    public List<Aged> beginning(String twoDigits) throws IOException {
        List<Aged> blobs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(twoDigits))) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (NAME.matcher(name).matches()) {
                    blobs.add(new Aged(name, Files.getLastModifiedTime(file).toInstant()));
                }
            }
        } catch (NoSuchFileException e) {
            return blobs; // no blob begins so, or one went while we looked: the next look sees the rest
        }
        return blobs;
    }

    @Override
    public boolean renew(String sha256) throws IOException {
        try {
            Files.setLastModifiedTime(path(sha256), FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Taken off its name first: who renews it at the same moment either is seen in its time stamp or finds it gone. */
    @Override
    public boolean deleteIfOlder(String sha256, Instant than) throws IOException {
        Path file = path(sha256);
        Path aside = Files.createTempFile(folder, "deleting-", ".part");
        try {
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (!Files.getLastModifiedTime(aside).toInstant().isBefore(than)) {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return false;
            }
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private Path path(String sha256) {
        if (!NAME.matcher(sha256).matches()) { // also keeps a name from the network inside the folder
            throw new IllegalArgumentException("'" + sha256 + "' is not a SHA-256 in 64 lower-case hex digits");
        }
        return shelf(sha256).resolve(sha256);
    }

    private Path shelf(String sha256) {
        return folder.resolve(sha256.substring(0, 2));
    }
}
