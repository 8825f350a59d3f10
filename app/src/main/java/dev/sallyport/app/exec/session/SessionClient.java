package dev.sallyport.app.exec.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.work.Exec.Task;
import dev.sallyport.app.exec.proof.Proof;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Speaks to the session endpoint (`docs/sessions.md`). Blocks, for a bounded time; safe on every thread.
///
/// @param endpoint without a slash at its end
public record SessionClient(String endpoint, HttpClient client) {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String SESSION = "urn:ietf:params:oauth:token-type:access_token";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGEST = 1 << 20;
    private static final int OK = 200;

    /// @param lasts how long from now
    public record Token(String text, Duration lasts) {
        @Override
        public String toString() {
            return "Token[" + lasts + "]";
        }
    }

    /// The gateway said no, and said why.
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String text) {
            super(text);
        }
    }

    public Token open(Task task, Proof.Found proof) throws IOException, InterruptedException {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("type", "sallyport_task");
        details.put("purpose", task.purpose());
        if (!task.text().isEmpty()) details.put("task", task.text());
        task.targets().forEach(details.putArray("targets")::add);
        ArrayNode all = JsonNodeFactory.instance.arrayNode().add(details);
        Map<String, String> form = exchange(proof.text(), proof.type());
        form.put("authorization_details", all.toString());
        return token(form);
    }

    /// A part of the task for a sub-agent, which proves itself with its own proof.
    ///
    /// @param perTask records and keys of each resource, at most
    public Token delegate(Token parent, Proof.Found own, int perTask) throws IOException, InterruptedException {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("type", "sallyport_task");
        details.putObject("limits").put("perTask", perTask);
        Map<String, String> form = exchange(parent.text(), SESSION);
        form.put("actor_token", own.text());
        form.put("actor_token_type", own.type());
        form.put(
                "authorization_details",
                JsonNodeFactory.instance.arrayNode().add(details).toString());
        return token(form);
    }

    /// A fresh token for the same task.
    ///
    /// @param target the one that it is for; empty for the same as before
    public Token renew(Token token, String target) throws IOException, InterruptedException {
        Map<String, String> form = exchange(token.text(), SESSION);
        if (!target.isEmpty()) form.put("audience", target);
        return token(form);
    }

    /// How a target is reached; empty for one that the gateway does not know.
    ///
    /// @param target its name
    public Optional<TargetFacts> facts(String target) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get("/.well-known/oauth-protected-resource/" + target);
        return response.statusCode() == OK
                ? Optional.of(TargetFacts.of(target, read(response.body())))
                : Optional.empty();
    }

    /// PEM of the authority that the forward proxy's certificates come from; empty when there is none.
    public Optional<String> authority() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get("/.well-known/sallyport-ca.pem");
        return response.statusCode() == OK
                ? Optional.of(new String(response.body(), StandardCharsets.US_ASCII))
                : Optional.empty();
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(endpoint + path)));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(
                request.timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST));
    }

    public void revoke(Token token) throws IOException, InterruptedException {
        var _ = post("/oauth2/revoke", Map.of("token", token.text()));
    }

    private static Map<String, String> exchange(String token, String type) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", EXCHANGE);
        form.put("subject_token", token);
        form.put("subject_token_type", type);
        return form;
    }

    private Token token(Map<String, String> form) throws IOException, InterruptedException {
        JsonNode json = post("/oauth2/token", form);
        String text = json.path("access_token").asText("");
        long seconds = json.path("expires_in").asLong(0);
        if (text.isEmpty() || seconds <= 0) throw new IOException("the gateway's answer has no token that lasts");
        return new Token(text, Duration.ofSeconds(seconds));
    }

    private JsonNode post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(URI.create(endpoint + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (response.statusCode() == OK) return response.body().length == 0 ? none() : read(response.body());
        throw new Refused(why(response));
    }

    private static String why(HttpResponse<byte[]> response) throws IOException {
        JsonNode json = read(response.body());
        String id = json.path("request_id").asText("");
        return json.path("error").asText("status " + response.statusCode()) + ": "
                + json.path("error_description").asText("no reason was given") + (id.isEmpty() ? "" : " (" + id + ")");
    }

    /// Without the parser's words, which may quote what was sent.
    private static JsonNode read(byte[] body) throws IOException {
        try {
            return new ObjectMapper().readTree(body);
        } catch (JsonProcessingException _) {
            throw new IOException("what answers at the gateway's address speaks no JSON");
        }
    }

    private static JsonNode none() {
        return JsonNodeFactory.instance.objectNode();
    }
}
