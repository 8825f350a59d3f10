package dev.sallyport.app.bench.llm;

import dev.sallyport.app.bench.Farewell;
import dev.sallyport.app.bench.GatewayStage;
import dev.sallyport.app.bench.Machine;
import dev.sallyport.app.cli.work.Bench.Measured;
import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.Progress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Streams of a model, directly and through the gateway, in turns.
public record LlmBench(Plan plan, Progress progress, InstantSource clock) {

    private static final String KEY = "key-of-the-provider";

    private static final int WARMING = 64;

    private static final String YAML = """
            listen: { http: "127.0.0.1:0", plain: "127.0.0.1:0" }
            tls: { certificate: server.crt, key: "file:server.key" }
            authMethods:
              bench-pods: { oidc: { issuer: "ISSUER", audience: sallyport } }
            targets:
              models:
                llm: { dialect: openai, address: "http://127.0.0.1:PORT", key: "file:llm-key", clearText: allow }
                roles: { chat: [ NAME ] }
            access:
              - { name: bench, from: bench-pods, to: models, as: chat, purposes: [measure] }
            purposes:
              measure:
                description: ask a model for the time
                allow:
                  - { execute: models/NAME, atMost: { perAction: 100000, perSession: 100000000, perHour: 100000000 } }
                otherwise: deny
            """;

    public Measured measure() throws IOException, InterruptedException {
        String before = Machine.load();
        try (Farewell _ = Farewell.toThisThread();
                PacedModel model = new PacedModel();
                GatewayStage gateway = GatewayStage.prepare(clock)) {
            progress.step("starting the gateway");
            String yaml = YAML.replace("PORT", String.valueOf(model.port())).replace("NAME", PacedModel.NAME);
            gateway.start(yaml, Map.of("llm-key", KEY));
            LlmFigures figures = new LlmFigures(rounds(model, gateway));
            return new Measured(conditions(before), figures.sheets(), figures.goals(), figures.figures());
        }
    }

    private List<LlmRound> rounds(PacedModel model, GatewayStage gateway) throws IOException, InterruptedException {
        String direct = "http://127.0.0.1:" + model.port();
        String through = "http://127.0.0.1:" + gateway.port("plain") + "/models";
        List<LlmRound> rounds = new ArrayList<>();
        progress.step("warming up with " + WARMING + " streams at once");
        warmUp(through, gateway.token("reader"));
        for (int round = 1; round <= plan.rounds(); round++) {
            LlmRound streams = round(direct, through, gateway.token("reader"));
            rounds.add(streams);
            progress.step("round " + round + " of " + plan.rounds() + ", "
                    + streams.gateway().size() + " streams each way");
        }
        return rounds;
    }

    /// Each round is a new agent's: connections are its own, as its session is.
    private LlmRound round(String direct, String through, String token) throws IOException, InterruptedException {
        LlmRound streams = new LlmRound(new ArrayList<>(), new ArrayList<>());
        long end = System.nanoTime() + plan.round().toNanos();
        try (HttpClient client = client()) {
            do {
                streams.direct().add(Streamed.from(client, direct, KEY));
                streams.gateway().add(Streamed.from(client, through, token));
            } while (System.nanoTime() < end);
        }
        return streams;
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /// One stream at a time would take an hour to warm the gateway up.
    private void warmUp(String through, String token) throws IOException, InterruptedException {
        long end = System.nanoTime() + plan.warmup().toNanos();
        List<Future<Streamed>> all = new ArrayList<>();
        try (HttpClient client = client();
                ExecutorService threads = Executors.newFixedThreadPool(WARMING)) {
            Callable<Streamed> stream = () -> Streamed.from(client, through, token);
            while (System.nanoTime() < end) {
                for (int i = 0; i < WARMING; i++) all.add(threads.submit(stream));
                for (Future<Streamed> each : all) each.get();
                all.clear();
            }
        } catch (ExecutionException e) {
            throw new IOException("a stream failed: " + e.getMessage(), e);
        }
    }

    private List<String> conditions(String before) {
        return List.of(
                Machine.description(),
                "everything on this machine, on loopback; load average " + before + " before, " + Machine.load()
                        + " after",
                "streams of " + PacedModel.TOKENS + " tokens, one every " + PacedModel.PACE_MILLIS
                        + " ms, one stream at a time, directly and through the gateway in turns",
                "the gateway: provider's key put in, request judged, conversation heard, trail written, as delivered",
                plan.rounds() + " rounds of " + plan.round().toSeconds() + " s after "
                        + plan.warmup().toSeconds() + " s, median (lowest–highest)");
    }
}
