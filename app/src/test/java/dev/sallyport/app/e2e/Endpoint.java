package dev.sallyport.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.testkit.identity.Svid;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The session endpoint as a client sees it.
record Endpoint(int port, HttpClient client, Map<String, String> headers) {

    static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    static final String SESSION = "urn:ietf:params:oauth:token-type:access_token";

    /// @param json of the body; missing when it is empty
    record Got(int status, JsonNode json, HttpHeaders headers) {
        /// Empty when there is none.
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /// Stands in the trail too.
        String requestId() {
            return json.path("request_id").asText();
        }

        String token() {
            if (status != 200) throw new AssertionError("no token: " + json);
            return json.path("access_token").asText();
        }

        String error() {
            return json.path("error").asText() + ": "
                    + json.path("error_description").asText();
        }
    }

    static Endpoint at(int port, Path authorities) throws Exception {
        return at(port, authorities, null);
    }

    /// A client that shows a certificate.
    static Endpoint as(int port, Path authorities, Svid svid) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("a", svid.key(), new char[0], svid.chain().toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, new char[0]);
        return at(port, authorities, factory.getKeyManagers());
    }

    private static Endpoint at(int port, Path authorities, KeyManager @Nullable [] keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(authorities)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in))
                trusted.setCertificateEntry("a" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys, factory.getTrustManagers(), null);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        return new Endpoint(port, client, Map.of());
    }

    /// The same client with one more header.
    Endpoint with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Endpoint(port, client, more);
    }

    /// @param parameters names and values in turn
    Got post(String path, String... parameters) throws Exception {
        return send(request(path).POST(form(parameters)));
    }

    Got introspect(String token, String own) throws Exception {
        return send(request("/oauth2/introspect")
                .header("Authorization", "Bearer " + own)
                .POST(form("token", token)));
    }

    Got context(String task, String own, String type, String body) throws Exception {
        return send(HttpRequest.newBuilder(address("/sessions/" + task + "/context"))
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + own)
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    Got get(String path) throws Exception {
        return send(HttpRequest.newBuilder(address(path)));
    }

    private static HttpRequest.BodyPublisher form(String... parameters) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.add(parameters[i] + "=" + URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return HttpRequest.BodyPublishers.ofString(String.join("&", pairs));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address(path)).header("Content-Type", "application/x-www-form-urlencoded");
    }

    private URI address(String path) {
        return URI.create("https://localhost:" + port + path);
    }

    Got send(HttpRequest.Builder request) throws Exception {
        headers.forEach(request::setHeader);
        HttpResponse<byte[]> response =
                client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofByteArray());
        JsonNode json = new ObjectMapper().readTree(response.body());
        return new Got(response.statusCode(), json, response.headers());
    }

    /// A task by a platform's token.
    Got open(String proof, String details, String... more) throws Exception {
        return exchange(proof, JWT, details, more);
    }

    /// A part of a task, for a delegate with its own proof.
    Got delegate(String parent, String proof, String details, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("actor_token", proof, "actor_token_type", JWT));
        all.addAll(List.of(more));
        return exchange(parent, SESSION, details, all.toArray(String[]::new));
    }

    /// A fresh token.
    Got renew(String token, String... more) throws Exception {
        return exchange(token, SESSION, "", more);
    }

    private Got exchange(String subject, String type, String details, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("grant_type", EXCHANGE));
        all.addAll(List.of("subject_token", subject, "subject_token_type", type));
        if (!details.isEmpty()) all.addAll(List.of("authorization_details", details));
        all.addAll(List.of(more));
        return post("/oauth2/token", all.toArray(String[]::new));
    }

    static String task(String members) {
        return "[{\"type\":\"sallyport_task\"" + (members.isEmpty() ? "" : "," + members) + "}]";
    }

    static JsonNode claims(String token) throws Exception {
        return new ObjectMapper().readTree(java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
