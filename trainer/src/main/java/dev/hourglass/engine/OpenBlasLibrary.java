package dev.hourglass.engine;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Loads OpenBLAS from the jar on the class path that holds it for this platform. It and the Fortran runtime it links to lie
 * flat in one folder of the jar and find one another by that, so they are unpacked into one folder, which goes as soon as they
 * are loaded: a process that is killed leaves nothing behind.
 */
final class OpenBlasLibrary {

    private static final Pattern OPENBLAS = Pattern.compile("libopenblas\\.(so\\.0|0\\.dylib)");
    private static final Pattern LIBRARY = Pattern.compile("lib[^/]*\\.(so|dylib)[^/]*");
    private static final String JAVACPP_PREFIX = "libjni";

    private OpenBlasLibrary() {}

    /** @throws KernelUnavailableException if it is not on the class path or the system refuses it */
    static SymbolLookup load() {
        String folder = "org/bytedeco/openblas/" + platform() + "/";
        URL marker = OpenBlasLibrary.class.getClassLoader().getResource(folder);
        if (marker == null) {
            throw new KernelUnavailableException(
                    OpenBlasKernel.NAME, "no OpenBLAS for " + platform() + " on the class path");
        }
        try {
            return load(marker, folder);
        } catch (IOException | IllegalArgumentException e) {
            throw new KernelUnavailableException(
                    OpenBlasKernel.NAME, "the OpenBLAS of the class path does not load: " + e.getMessage(), e);
        }
    }

    private static SymbolLookup load(URL marker, String folder) throws IOException {
        Path directory = Files.createTempDirectory("hourglass-openblas");
        List<Path> files = new ArrayList<>();
        try {
            unpack(marker, folder, directory, files);
            Path library = files.stream()
                    .filter(file ->
                            OPENBLAS.matcher(file.getFileName().toString()).matches())
                    .findFirst()
                    .orElseThrow(() -> new IOException("no libopenblas in " + marker));
            return SymbolLookup.libraryLookup(library, Arena.global());
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        }
    }

    private static void unpack(URL marker, String folder, Path directory, List<Path> files) throws IOException {
        URLConnection connection = marker.openConnection();
        if (!(connection instanceof JarURLConnection inJar)) {
            throw new IOException(marker + " is not in a jar");
        }
        JarFile jar = inJar.getJarFile(); // the class loader's own: not ours to close
        for (JarEntry entry : jar.stream().filter(e -> isLibrary(e, folder)).toList()) {
            Path file = directory.resolve(entry.getName().substring(folder.length()));
            files.add(file);
            try (InputStream bytes = jar.getInputStream(entry)) {
                Files.copy(bytes, file);
            }
        }
    }

    private static boolean isLibrary(JarEntry entry, String folder) {
        if (!entry.getName().startsWith(folder)) {
            return false;
        }
        String name = entry.getName().substring(folder.length());
        return LIBRARY.matcher(name).matches() && !name.startsWith(JAVACPP_PREFIX);
    }

    /** As the jars name it: {@code linux-x86_64}, {@code macosx-arm64}. */
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch");
        return (os.startsWith("mac") ? "macosx" : os)
                + "-"
                + switch (architecture) {
                    case "amd64" -> "x86_64";
                    case "aarch64" -> "arm64";
                    default -> architecture;
                };
    }
}
