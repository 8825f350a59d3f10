package dev.sallyport.app.bench.mcp;

import dev.sallyport.app.bench.Child;
import dev.sallyport.app.bench.Farewell;
import dev.sallyport.app.bench.GatewayStage;
import dev.sallyport.app.bench.Machine;
import dev.sallyport.app.bench.Rounds;
import dev.sallyport.app.bench.Run;
import dev.sallyport.app.bench.Way;
import dev.sallyport.app.cli.work.Bench.Measured;
import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls of a tool, directly and through the gateway, in turns.
public record McpBench(Plan plan, Progress progress, InstantSource clock) {

    private static final String YAML = """
            listen: { http: "127.0.0.1:0", plain: "127.0.0.1:0" }
            tls: { certificate: server.crt, key: "file:server.key" }
            limits: { counters: { keys: 10000000 } }
            authMethods:
              bench-pods: { oidc: { issuer: "ISSUER", audience: sallyport } }
            targets:
              desk:
                mcp:
                  address: "http://127.0.0.1:PORT/mcp"
                  key: "file:desk-key"
                  clearText: allow
                  tools: { NAME: { verb: read, resource: tickets, keyedBy: { ticket_id: id } } }
                roles: { support: [ tickets ] }
            access:
              - { name: bench, from: bench-pods, to: desk, as: support, purposes: [measure] }
            purposes:
              measure:
                description: read tickets by their number
                allow:
                  - { read: desk/tickets, keyedBy: [id], atMost: { perSession: 1000000, perHour: 1000000 } }
                otherwise: deny
            """;

    public Measured measure() throws IOException, InterruptedException {
        String before = Machine.load();
        try (Farewell _ = Farewell.toThisThread();
                ToolServer server = new ToolServer();
                GatewayStage gateway = GatewayStage.prepare(clock)) {
            progress.step("starting the gateway");
            String yaml = YAML.replace("PORT", String.valueOf(server.port())).replace("NAME", ToolServer.TOOL);
            gateway.start(yaml, Map.of("desk-key", "key-of-the-desk"));
            List<Rounds<Integer>> all = new ArrayList<>();
            for (int clients : Stream.of(plan.clients(), 1).distinct().toList())
                all.add(measure(server, gateway, clients));
            McpFigures figures = new McpFigures(all);
            return new Measured(conditions(before), figures.sheets(), figures.goals(), figures.figures());
        }
    }

    private Rounds<Integer> measure(ToolServer server, GatewayStage gateway, int clients)
            throws IOException, InterruptedException {
        Rounds<Integer> rounds = new Rounds<>(clients);
        for (int round = 0; round <= plan.rounds(); round++) {
            if (round == 0 && plan.warmup().isZero()) continue;
            Duration length = round == 0 ? plan.warmup().dividedBy(2) : plan.round();
            Map<Way, Run> runs = new EnumMap<>(Way.class);
            for (Way way : round % 2 == 0 ? List.of(Way.DIRECT, Way.GATEWAY) : List.of(Way.GATEWAY, Way.DIRECT))
                runs.put(way, run(server, gateway, way, clients, length));
            if (round > 0) rounds.add(runs);
            progress.step(clients
                    + (clients == 1 ? " client, " : " clients, ")
                    + (round == 0 ? "warmed up" : "round " + round + " of " + plan.rounds()));
        }
        return rounds;
    }

    private static Run run(ToolServer server, GatewayStage gateway, Way way, int clients, Duration length)
            throws IOException, InterruptedException {
        boolean through = way == Way.GATEWAY;
        URI address =
                URI.create("http://127.0.0.1:" + (through ? gateway.port("plain") + "/desk" : server.port()) + "/mcp");
        @Nullable Child between = through ? gateway.process() : null;
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return new Load(new Caller(client, address, gateway.token("caller")), clients, length).run(between);
        }
    }

    private List<String> conditions(String before) {
        return List.of(
                Machine.description(),
                "everything on this machine, on loopback; load average " + before + " before, " + Machine.load()
                        + " after",
                "tools/call of revision 2026-07-28 over streamable HTTP; client and server are one process",
                "the gateway: tool pinned, arguments checked and judged, result scanned, trail written, as delivered",
                plan.rounds() + " rounds of " + plan.round().toSeconds() + " s in turns after "
                        + plan.warmup().toSeconds() + " s, median (lowest–highest)");
    }
}
