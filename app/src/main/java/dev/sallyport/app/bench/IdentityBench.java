package dev.sallyport.app.bench;

import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.app.cli.work.Bench.Goal;
import dev.sallyport.app.cli.work.Bench.Measured;
import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.cli.work.Sheet;
import dev.sallyport.app.config.Oidc;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.load.ConfigurationException;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.demo.DemoFolder;
import dev.sallyport.app.wiring.OidcFrom;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.app.wiring.RoomChecks;
import dev.sallyport.authmethods.oidc.OidcAuthMethod;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.SigningKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Times what an identity costs: a token that was never seen, one that was, and a task at the session
/// endpoint.
record IdentityBench(Plan plan, Progress progress, InstantSource clock) {

    private static final double NEW_MICROS = 150;
    private static final double CACHED_MICROS = 1;
    private static final double OPENINGS = 2000;
    private static final int TOKENS = 2000;

    /// A gateway is warm when it has recognised some hundred thousand tokens, a round is not.
    private static final int WARM_PASSES = 100;

    private static final int PASSES = 10;

    /// @param fresh microseconds for a token that was never seen
    /// @param known the same for one that was
    private record Proving(double fresh, double known) {}

    Measured measure() throws IOException, InterruptedException, ConfigurationException {
        String before = Machine.load();
        try (PlatformIssuer issuer = PlatformIssuer.start(clock, SigningKey.Kind.ES256);
                DemoFolder folder = DemoFolder.create()) {
            OpeningBench opening = new OpeningBench(plan, progress, folder, issuer);
            opening.configure();
            List<Proving> proving = proving(issuer, oidc(folder));
            return measured(proving, opening.measure(), before);
        }
    }

    private Measured measured(List<Proving> proving, Spread openings, String before) {
        Spread fresh = Spread.of(proving.stream().mapToDouble(Proving::fresh));
        Spread known = Spread.of(proving.stream().mapToDouble(Proving::known));
        List<List<String>> rows = List.of(
                List.of("a new ES256 token, µs", fresh.showAll("%.1f")),
                List.of("the same token again, µs", known.showAll("%.2f")),
                List.of("tasks opened, per second and core", openings.showAll("%.0f")));
        List<Goal> goals = List.of(
                new Goal("a new ES256 token", "≤ 150 µs", fresh.show("%.1f µs"), fresh.median() <= NEW_MICROS),
                new Goal("the same token again", "≤ 1 µs", known.show("%.2f µs"), known.median() <= CACHED_MICROS),
                new Goal("tasks opened, per core", "≥ 2000/s", openings.show("%.0f/s"), openings.median() >= OPENINGS));
        return new Measured(conditions(before), List.of(new Sheet("identity", List.of("what", "median"), rows)), goals);
    }

    private Oidc oidc(DemoFolder folder) throws IOException, ConfigurationException {
        return (Oidc) new ConfigurationFile(
                        FileGuard.ofThisProcess(), Map.of(), RealGrammars.all(), List.of(new RoomChecks()), clock)
                .load(folder.configuration())
                .orThrow()
                .configuration()
                .authMethods()
                .values()
                .iterator()
                .next()
                .proof();
    }

    /// Every token is signed before the clock runs. The first round warms up.
    private List<Proving> proving(PlatformIssuer issuer, Oidc oidc) throws InterruptedException {
        List<Proving> rounds = new ArrayList<>();
        for (int round = 0; round <= plan.rounds(); round++) {
            progress.step("proving tokens, round " + round + " of " + plan.rounds());
            int number = round;
            List<String> tokens = IntStream.range(0, TOKENS)
                    .mapToObj(i -> issuer.token("agent-" + number + "-" + i)
                            .audience(BenchConfiguration.AUDIENCE)
                            .sign())
                    .toList();
            try (OidcAuthMethod method = new OidcAuthMethod(OidcFrom.entry("bench-pods", oidc, ""))) {
                prove(
                        method,
                        List.of(issuer.token("first")
                                .audience(BenchConfiguration.AUDIENCE)
                                .sign()),
                        1);
                double fresh = prove(method, tokens, 1);
                Proving proving = new Proving(fresh, prove(method, tokens, round == 0 ? WARM_PASSES : PASSES));
                if (round > 0) rounds.add(proving);
            }
        }
        return rounds;
    }

    /// @return microseconds of processor time for each
    private double prove(OidcAuthMethod method, List<String> tokens, int passes) throws InterruptedException {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long from = thread.getCurrentThreadCpuTime();
        for (int pass = 0; pass < passes; pass++) {
            for (String token : tokens) {
                if (!(method.authenticate(new BearerToken(token), clock.instant()) instanceof Authentication.Proven))
                    throw new IllegalStateException("the bench's own token is not accepted");
            }
        }
        return (thread.getCurrentThreadCpuTime() - from) / 1000.0 / passes / tokens.size();
    }

    private List<String> conditions(String before) {
        return List.of(
                Machine.description(),
                "load average " + before + " before, " + Machine.load() + " after",
                TOKENS + " tokens a round, one thread, its processor time; the same tokens again " + PASSES
                        + " times, after " + WARM_PASSES + " times to warm up",
                "tasks: TLS, " + plan.clients() + " connections kept alive, trail and store fsynced, a proof that is"
                        + " known, the gateway in a process of its own; per second of its processor time",
                plan.rounds() + " rounds, median (lowest–highest)");
    }
}
