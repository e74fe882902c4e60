package dev.hourglass.tracker.people;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * An OpenID provider on loopback that signs for real. Who comes says by a cookie {@code user=subject/name} who they are; without
 * one they are not let in.
 */
public final class OpenIdProvider implements QuarkusTestResourceLifecycleManager {

    private final Map<String, Asked> asked = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final RsaJsonWebKey key;

    private record Asked(String subject, String name, String nonce, String challenge) {}

    public OpenIdProvider() throws IOException, JoseException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("one");
    }

    @Override
    public Map<String, String> start() {
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer())));
        server.createContext(
                "/keys",
                exchange ->
                        json(exchange, "{\"keys\": [" + key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY) + "]}"));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
        return Map.of(
                "quarkus.oidc.tenant-enabled",
                "true",
                "quarkus.oidc.auth-server-url",
                issuer(),
                "quarkus.oidc.client-id",
                "hourglass",
                "quarkus.oidc.credentials.secret",
                "a-secret-that-only-these-two-know-of",
                "hourglass.oidc.name",
                "the institute");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        String back = query.get("redirect_uri") + "?state=" + encode(query.getOrDefault("state", ""));
        String cookie = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
        if (cookie.startsWith("user=")) {
            String[] user = cookie.substring(5).split("/", 2);
            String code = UUID.randomUUID().toString();
            asked.put(
                    code,
                    new Asked(
                            user[0],
                            user[1],
                            query.getOrDefault("nonce", ""),
                            query.getOrDefault("code_challenge", "")));
            back += "&code=" + code;
        } else {
            back += "&error=access_denied";
        }
        exchange.getResponseHeaders().add("Location", back);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> body = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Asked by = asked.remove(body.getOrDefault("code", ""));
        if (by == null || !by.challenge.equals(challenge(body.getOrDefault("code_verifier", "")))) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        String token = Jwt.issuer(issuer())
                .audience("hourglass")
                .subject(by.subject)
                .claim("name", by.name)
                .claim("nonce", by.nonce)
                .expiresIn(60)
                .jws()
                .keyId("one")
                .sign(key.getPrivateKey());
        json(
                exchange,
                "{\"id_token\": \"" + token + "\", \"access_token\": \"" + token
                        + "\", \"token_type\": \"Bearer\", \"expires_in\": 60}");
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    /** RFC 7636, S256. */
    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(new Secret(verifier).sha256());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void json(HttpExchange exchange, String text) {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
