package dev.sallyport.app.delegation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.api.connector.Reception;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.app.endpoint.Contexts;
import dev.sallyport.app.endpoint.Discovery;
import dev.sallyport.app.endpoint.Offered;
import dev.sallyport.app.endpoint.SessionService;
import dev.sallyport.app.endpoint.Tokens;
import dev.sallyport.app.http.Answer;
import dev.sallyport.app.http.Asked;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.budget.Capacity;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.rules.Rules;
import dev.sallyport.gateway.Gateway;
import dev.sallyport.gateway.GatewayPolicy;
import dev.sallyport.gateway.Outside;
import dev.sallyport.sessions.ContextDesk;
import dev.sallyport.sessions.Endings;
import dev.sallyport.sessions.Inspection;
import dev.sallyport.sessions.Names;
import dev.sallyport.sessions.ProofCheck;
import dev.sallyport.sessions.SessionSettings;
import dev.sallyport.sessions.Statements;
import dev.sallyport.sessions.TokenDesk;
import dev.sallyport.sessions.TokenReader;
import dev.sallyport.sessions.task.MvGrantStore;
import dev.sallyport.sessions.task.Tasks;
import dev.sallyport.sessions.token.SigningKeys;
import dev.sallyport.sessions.token.TokenMint;
import dev.sallyport.testkit.gateway.MemoryTrail;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// The real doors, corridor, desk, store and endpoint, without sockets: a token `method:who` proves the
/// workload `who` to that method.
final class Forest implements AutoCloseable {

    static final String ISSUER = "https://sallyport.example";
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final MemoryTrail trail = new MemoryTrail();
    final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    final PolicyDecisionPoint authority;
    final Tasks tasks;
    final TokenReader reader;
    final Gateway gateway;
    final SessionService service;
    Instant now = NOON;

    Forest(Path folder, Rules rules, Set<String> methods, Random random) throws IOException {
        authority = new PolicyDecisionPoint(rules, new Counters(new byte[16], Capacity.DEFAULT));
        ProofCheck proofs = (proof, token, at) -> new ProofCheck.Checked.Proved(proof.jwt());
        SessionSettings settings = new SessionSettings(ISSUER, Duration.ofMinutes(5), Duration.ofHours(1), 5, 100);
        SigningKeys keys = SigningKeys.in(folder.resolve("keys"), settings.tokenLifetime(), now);
        TokenMint mint = new TokenMint(ISSUER, keys);
        tasks = Tasks.resume(MvGrantStore.open(folder.resolve("grants.mv")), 10_000);
        reader = new TokenReader(mint, tasks, settings, proofs);
        gateway = new Gateway(
                new Outside(authority, trail, () -> new Generations("c", 0, "m"), () -> now, random, blocking, reader),
                GatewayPolicy.DEFAULT);
        Map<String, AuthMethod> all = new TreeMap<>();
        methods.forEach(method -> all.put(method, (attestation, at) -> proved(method, attestation)));
        Reception reception = gateway.reception(() -> all);
        var outside = new dev.sallyport.sessions.Outside(reception, tasks, trail, () -> now);
        Statements nobody = (jwt, at) -> new Statements.Checked.Refused(
                dev.sallyport.api.identity.RefusalReason.UNSUPPORTED, "no orchestrator is configured");
        TokenDesk desk = new TokenDesk(outside, settings, reader, mint, new Names(random), proofs, nobody);
        Endings endings = new Endings(tasks, gateway.sessions()::endTask, trail, () -> now);
        Tokens tokens = new Tokens(ISSUER, desk, new Inspection(reader, endings, () -> now));
        service = new SessionService(
                tokens,
                new Contexts(tokens, new ContextDesk(outside, reader, nobody)),
                new Discovery(
                        ISSUER,
                        keys,
                        () -> rules.targets().keySet().stream()
                                .collect(Collectors.toMap(name -> name, _ -> new Offered("postgres", "", "", "", ""))),
                        Optional::empty),
                reception::turnedAway,
                Optional::empty);
    }

    private static Authentication proved(String method, Attestation attestation) {
        String token = ((Attestation.BearerToken) attestation).token();
        return token.startsWith(method + ":")
                ? new Authentication.Proven(workload(method, token.substring(method.length() + 1)))
                : new Authentication.Refused(
                        dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER, "another method's");
    }

    static Workload workload(String method, String who) {
        return new Workload(method, who, who, new TreeMap<>(), NOON.plus(Duration.ofMinutes(50)));
    }

    record Got(int status, JsonNode json) {
        String token() {
            return json.path("access_token").asText();
        }

        boolean ok() {
            return status == 200;
        }
    }

    Got post(String path, List<String> parameters) throws Exception {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i += 2)
            pairs.add(parameters.get(i) + "=" + URLEncoder.encode(parameters.get(i + 1), StandardCharsets.UTF_8));
        return ask("POST", path, Map.of("content-type", "application/x-www-form-urlencoded"), String.join("&", pairs));
    }

    Got ask(String method, String path, Map<String, String> headers, String body) throws Exception {
        Map<String, List<String>> all = new TreeMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        Answer answer = service.answer(
                new Asked(method, path, all, body.getBytes(StandardCharsets.UTF_8), List.of(), "/10.0.0.7:50123"));
        return new Got(answer.status(), new ObjectMapper().readTree(answer.body()));
    }

    /// @param actor empty for a task of its own
    Got exchange(String subject, String actor, String task) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token", subject,
                "subject_token_type", "urn:ietf:params:oauth:token-type:access_token"));
        if (!actor.isEmpty())
            all.addAll(List.of("actor_token", actor, "actor_token_type", "urn:ietf:params:oauth:token-type:jwt"));
        if (!task.isEmpty()) all.addAll(List.of("authorization_details", task));
        return post("/oauth2/token", all);
    }

    @Override
    public void close() {
        tasks.close();
        blocking.shutdownNow();
    }
}
