package dev.sallyport.sessions;

import static dev.sallyport.testkit.gateway.Samples.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.connector.Reception;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.TaskTokens.Presented;
import dev.sallyport.sessions.json.Json;
import dev.sallyport.sessions.task.GrantStore;
import dev.sallyport.sessions.task.MvGrantStore;
import dev.sallyport.sessions.task.Tasks;
import dev.sallyport.sessions.token.SigningKeys;
import dev.sallyport.sessions.token.TokenMint;
import dev.sallyport.testkit.gateway.MemoryTrail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A desk between a real store, real keys and a reception that believes everybody: a proof `who` is the
/// workload `who`, `!REASON` is refused for that reason. A workload's own platform vouches for eight
/// hours.
final class Desk implements Reception, AutoCloseable {

    static final String ISSUER = "https://sallyport.example";
    static final String HERE = "/10.0.0.7:50123";

    final MemoryTrail trail = new MemoryTrail();
    final List<String> endedSessions = new ArrayList<>();
    final List<Rejection> rejections = new ArrayList<>();
    final Map<String, Object> claims = new TreeMap<>();
    final Tasks tasks;
    final TokenReader reader;
    final Inspection inspection;
    final SigningKeys keys;
    final ContextDesk contexts;
    private final GrantStore store;
    private final TokenDesk desk;
    Instant now = NOON;

    private Desk(Path folder, SessionSettings settings, ProofCheck proofs, int most) throws IOException {
        keys = SigningKeys.in(folder.resolve("keys"), settings.tokenLifetime(), now);
        TokenMint mint = new TokenMint(ISSUER, keys);
        store = MvGrantStore.open(folder.resolve("grants.mv"));
        tasks = Tasks.resume(store, most);
        reader = new TokenReader(mint, tasks, settings, proofs);
        Outside outside = new Outside(this, tasks, trail, () -> now);
        desk = new TokenDesk(outside, settings, reader, mint, new Names(new Random(3)), proofs, this::signed);
        contexts = new ContextDesk(outside, reader, this::signed);
        Endings endings = new Endings(tasks, (grant, reason) -> endedSessions.add(grant), trail, () -> now);
        inspection = new Inspection(reader, endings, () -> now);
    }

    static Desk in(Path folder) throws IOException {
        return in(folder, 100, (proof, token, now) -> proved(proof.jwt(), token));
    }

    static Desk in(Path folder, int most, ProofCheck proofs) throws IOException {
        SessionSettings settings = new SessionSettings(ISSUER, Duration.ofMinutes(5), Duration.ofHours(1), 3, 4);
        return new Desk(folder, settings, proofs, most);
    }

    /// A statement is known by its name.
    final Map<String, Map<String, Object>> statements = new HashMap<>();

    private Statements.Checked signed(String jwt, Instant now) {
        Map<String, Object> claims = statements.get(jwt);
        return claims == null
                ? new Statements.Checked.Refused(RefusalReason.BAD_SIGNATURE, "nobody signed it")
                : new Statements.Checked.Signed("desk", new TreeMap<>(claims));
    }

    /// A proof `key` proves the key of that name.
    private static ProofCheck.Checked proved(String jwt, String token) {
        return jwt.startsWith("!")
                ? new ProofCheck.Checked.Refused(RefusalReason.BAD_SIGNATURE, "refused on request")
                : new ProofCheck.Checked.Proved(jwt);
    }

    @Override
    public Welcome receive(Attestation attestation, Delegation above, Purpose declared, List<String> targets) {
        String who = switch (attestation) {
            case Attestation.BearerToken bearer -> bearer.token();
            case Attestation.BoundToken bound -> bound.token();
            case Attestation.CertificateChain _ -> "certificate";
            case Attestation.SignedCloudRequest _ -> "cloud";
        };
        if (who.startsWith("!")) return new Welcome.Out(RefusalReason.valueOf(who.substring(1)), "refused on request");
        Workload workload =
                new Workload("pods", who, "counted/" + who, new TreeMap<>(claims), NOON.plus(Duration.ofHours(8)));
        Access access = new Access("access[0]", "role", Mode.ENFORCE, Envelope.UNRESTRICTED, now.plusSeconds(3600));
        String purpose = declared.name().isEmpty() ? Purpose.DEFAULT : declared.name();
        Purpose given = new Purpose(purpose, declared.task(), declared.declaredBy());
        return new Welcome.In(
                workload,
                targets.stream().map(target -> new Entry.Granted(access, given)).toList());
    }

    @Override
    public Welcome again(Delegation delegation, List<String> targets) {
        return receive(
                new Attestation.BearerToken(delegation.own().workload().subject()),
                Delegation.NONE,
                delegation.own().declared(),
                targets);
    }

    @Override
    public String turnedAway(Rejection rejection) {
        rejections.add(rejection);
        return "r" + rejections.size();
    }

    // ---- a client's words

    /// @param parameters names and values in turn
    TokenAnswer ask(Caller caller, String... parameters) {
        Map<String, List<String>> form = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2)
            form.computeIfAbsent(parameters[i], _ -> new ArrayList<>()).add(parameters[i + 1]);
        try {
            return desk.exchange(form, caller);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Caller at(String peer) {
        return new Caller(peer, List.of(), null);
    }

    TokenAnswer exchange(Caller caller, String subject, String actor, String task, String... more) {
        List<String> all = new ArrayList<>(List.of("grant_type", TokenRequest.EXCHANGE));
        all.addAll(List.of("subject_token", subject, "subject_token_type", TokenRequest.ACCESS_TOKEN));
        if (!actor.isEmpty()) all.addAll(List.of("actor_token", actor, "actor_token_type", TokenRequest.ACCESS_TOKEN));
        if (!task.isEmpty())
            all.addAll(List.of("authorization_details", "[{\"type\":\"sallyport_task\"" + task + "}]"));
        all.addAll(Arrays.asList(more));
        return ask(caller, all.toArray(String[]::new));
    }

    TokenAnswer open(String who, String task, String... more) {
        return exchange(at(HERE), who, "", task, more);
    }

    TokenAnswer delegate(String parent, String who, String task, String... more) {
        return exchange(at(HERE), parent, who, task, more);
    }

    static JsonNode issued(TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Issued issued) return issued.json();
        throw new AssertionError("refused: " + answer);
    }

    static String token(TokenAnswer answer) {
        return issued(answer).path("access_token").asText();
    }

    static OAuthError error(TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Refused refused) return refused.error();
        throw new AssertionError("it was given");
    }

    static JsonNode claims(String token) {
        try {
            return Json.read(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Presented present(String token, String target) {
        return reader.present(new Attestation.BearerToken(token), HERE, target, false, now);
    }

    /// As to a forward proxy.
    Presented presentToProxy(String token, String target) {
        return reader.present(new Attestation.BearerToken(token), HERE, target, true, now);
    }

    @Override
    public void close() {
        tasks.close();
    }
}
