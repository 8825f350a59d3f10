package dev.sallyport.app.exec.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// The token that GitHub Actions gives to a job with `permissions: id-token: write` (GitHub: "OpenID Connect
/// reference", section on requesting the JWT).
///
/// @param audience for which it is asked
record GitHubActions(Map<String, String> environment, String audience, HttpClient client) implements ProofSource {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    @Override
    public String name() {
        return "github";
    }

    @Override
    public Proof look() throws InterruptedException {
        String url = environment.getOrDefault("ACTIONS_ID_TOKEN_REQUEST_URL", "");
        String token = environment.getOrDefault("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "");
        if (url.isEmpty() || token.isEmpty())
            return new Proof.Absent(
                    "ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are not both set: a"
                            + " job needs `permissions: id-token: write`");
        try {
            return asked(address(url), token);
        } catch (IOException | IllegalArgumentException _) {
            return new Proof.Absent("what ACTIONS_ID_TOKEN_REQUEST_URL names does not answer as it should");
        }
    }

    /// A bearer token goes over TLS, or does not leave the machine.
    private URI address(String url) {
        String joint = url.indexOf('?') < 0 ? "?" : "&";
        URI address = URI.create(url + joint + "audience=" + URLEncoder.encode(audience, StandardCharsets.UTF_8));
        boolean here = "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
        if (!"https".equals(address.getScheme()) && !here) throw new IllegalArgumentException("needs https");
        return address;
    }

    private Proof asked(URI address, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) return new Proof.Absent("GitHub answered with " + response.statusCode());
        String given =
                new ObjectMapper().readTree(response.body()).path("value").asText("");
        return given.isEmpty()
                ? new Proof.Absent("GitHub's answer has no `value`")
                : new Proof.Found(given, Proof.JWT, "GitHub Actions");
    }
}
