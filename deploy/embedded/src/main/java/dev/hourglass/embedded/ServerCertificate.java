package dev.hourglass.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for servers on 127.0.0.1, signed by nobody but itself: whoever is to trust them is given it as its authority.
 *
 * @param keyStore key and certificate, PKCS 12, under {@link #PASSWORD}
 * @param certificate PEM
 * @param key PEM, not encrypted, for its owner alone
 */
public record ServerCertificate(Path keyStore, Path certificate, Path key) {

    static final String PASSWORD = "no-secret-it-guards-a-certificate-of-a-test";

    private static final String ALIAS = "server";

    /** @param directory in which it is made */
    public static ServerCertificate make(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path keyStore = directory.resolve("server.p12").toAbsolutePath();
        keytool(
                directory.resolve("keytool.log"),
                List.of(
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=hourglass",
                        "-ext",
                        "SAN=ip:127.0.0.1,dns:localhost",
                        "-ext",
                        "BC=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD));
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(Files.readAllBytes(keyStore)), PASSWORD.toCharArray());
            Path certificate = directory.resolve("server.pem").toAbsolutePath();
            write(certificate, "CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
            Path key = directory.resolve("server-key.pem").toAbsolutePath();
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            write(
                    key,
                    "PRIVATE KEY",
                    store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            return new ServerCertificate(keyStore, certificate, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what keytool made cannot be read: " + keyStore, e);
        }
    }

    private static void keytool(Path log, List<String> arguments) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(arguments);
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("keytool ended with " + exit + ": " + Files.readString(log));
        }
    }

    private static void write(Path file, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n",
                StandardCharsets.US_ASCII);
    }
}
