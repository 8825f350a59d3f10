package dev.sallyport.http.credential.github;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.json.JsonLimits;
import dev.sallyport.grammar.http.json.JsonReader;
import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.http.credential.token.Errands;
import dev.sallyport.http.credential.token.JwtSigning;
import dev.sallyport.http.credential.token.Token;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Fields;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;

/// GitHub's API as the App itself uses it. Safe on every thread; blocks.
public final class GithubApp {

    private static final SecretAccess TO_END = SecretAccess.because("the token is ended at GitHub");
    private static final JsonReader JSON = new JsonReader(JsonLimits.forBytes(Errands.MOST_BYTES));
    private static final int SKEW_SECONDS = 60;
    private static final int LIFETIME_SECONDS = 540;

    private final Errands errands;
    private final String base;
    private final String appId;
    private final String installation;
    private final JwtSigning signing;
    private final InstantSource clock;

    /// @param base path of the API: empty at github.com, `/api/v3` at an Enterprise Server
    /// @param appId id or client id of the App
    /// @param installation its id
    /// @param signing with the App's RSA key, without a key id
    public GithubApp(
            Errands errands, String base, String appId, String installation, JwtSigning signing, InstantSource clock) {
        this.errands = errands;
        this.base = base;
        this.appId = appId;
        this.installation = installation;
        this.signing = signing;
        this.clock = clock;
    }

    /// A token for no more than that.
    ///
    /// @throws IOException when GitHub gives none, or one for more; the message holds no secret
    Token token(Reach reach) throws IOException, InterruptedException {
        Reach wanted = reach.everyPermission() ? reach.among(installed()) : reach;
        byte[] body = TokenRequest.of(wanted);
        Answer answer =
                errands.send("POST", base + "/app/installations/" + installation + "/access_tokens", asApp(), body);
        if (answer.status() != 201) {
            throw new IOException("GitHub gave no installation token: status " + answer.status());
        }
        TokenAnswer said = new TokenAnswer(json(answer));
        Token token = said.token(clock.instant());
        if (!said.isWithin(wanted)) {
            end(token);
            throw new IOException("GitHub gave an installation token for more than was asked for");
        }
        return token;
    }

    /// What the installation was given, by permission.
    private Map<String, String> installed() throws IOException, InterruptedException {
        Answer answer = errands.send("GET", base + "/app/installations/" + installation, asApp(), new byte[0]);
        if (answer.status() != 200) {
            throw new IOException("GitHub does not tell about the installation: status " + answer.status());
        }
        Map<String, String> permissions = new TreeMap<>();
        Json said = json(answer).member("permissions").orElseThrow(GithubApp::unusable);
        said.members()
                .keySet()
                .forEach(name -> permissions.put(name, said.text(name).orElse("read")));
        return permissions;
    }

    /// Ends a token. One that is not known any more is ended.
    ///
    /// @throws IOException when it may be alive
    void end(Token token) throws IOException, InterruptedException {
        if (!clock.instant().isBefore(token.expiresAt())) {
            return;
        }
        Fields fields = fields("Bearer " + token.value().exposeText(TO_END));
        int status = errands.send("DELETE", base + "/installation/token", fields, new byte[0])
                .status();
        if (status != 204 && status != 401 && status != 404) {
            throw new IOException("GitHub did not end an installation token: status " + status);
        }
    }

    private Fields asApp() throws IOException {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(appId)
                .issueTime(Date.from(now.minusSeconds(SKEW_SECONDS)))
                .expirationTime(Date.from(now.plusSeconds(LIFETIME_SECONDS)))
                .build();
        return fields("Bearer " + signing.sign(claims));
    }

    private static Fields fields(String authorization) {
        return Fields.of(
                "authorization", authorization,
                "accept", "application/vnd.github+json",
                "content-type", "application/json",
                "user-agent", "sallyport",
                "x-github-api-version", "2022-11-28");
    }

    private static Json json(Answer answer) throws IOException {
        try {
            return JSON.read(answer.body());
        } catch (Unclear _) {
            throw unusable();
        }
    }

    static IOException unusable() {
        return new IOException("GitHub's answer cannot be used");
    }
}
