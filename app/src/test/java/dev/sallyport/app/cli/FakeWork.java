package dev.sallyport.app.cli;

import dev.sallyport.app.cli.work.Bench;
import dev.sallyport.app.cli.work.Bench.Figures;
import dev.sallyport.app.cli.work.Check.Checked;
import dev.sallyport.app.cli.work.Check.Finding;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Demo.Act;
import dev.sallyport.app.cli.work.Demo.Played;
import dev.sallyport.app.cli.work.Demo.PlayedAct;
import dev.sallyport.app.cli.work.Demo.Scenario;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Explain.Effect;
import dev.sallyport.app.cli.work.Explain.Explanation;
import dev.sallyport.app.cli.work.Explain.Question;
import dev.sallyport.app.cli.work.Explain.Step;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.cli.work.Sheet;
import dev.sallyport.app.cli.work.TargetSetup;
import dev.sallyport.app.cli.work.TrailBook;
import dev.sallyport.app.cli.work.Whereabouts.Places;
import dev.sallyport.app.cli.work.Work;
import dev.sallyport.app.eval.EvaluationOfIntent;
import dev.sallyport.app.history.Chronicle;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Work that is done at once and always the same way; what it finds depends on the words in its arguments
/// alone.
final class FakeWork {

    private FakeWork() {}

    static Work at(Path state) {
        return new Work(
                _ -> Places.inState(state),
                FakeWork::serve,
                FakeWork::check,
                FakeWork::demo,
                FakeWork::explain,
                new FakeBench(),
                () -> "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"}\n",
                new FakeSetup(),
                new FakeTrail(),
                Chronicle.history(),
                FakeWork::exec,
                new EvaluationOfIntent(() -> 0));
    }

    private static void serve(Path configuration, Progress progress) throws CommandFailure, NoSuchFileException {
        if (configuration.endsWith("missing.yaml")) throw new NoSuchFileException(configuration.toString());
        if (configuration.endsWith("busy.yaml")) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "listen.postgres: cannot listen there, end what does or name another address: `127.0.0.1:6432`");
        }
        if (configuration.endsWith("bad.yaml")) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the configuration cannot be used",
                    List.of("bad.yaml:1:2: error: one", "bad.yaml:2:1: error: \u001b[2Jtwo"));
        }
        progress.step("serving on 127.0.0.1:6432 (postgres)");
        progress.step("stopped");
    }

    /// What a command would be started with, and its exit code.
    private static int exec(
            dev.sallyport.app.cli.work.Exec.Order order, Map<String, String> caller, Path folder, Progress progress)
            throws CommandFailure {
        if (order.task().targets().isEmpty()) throw new CommandFailure(ExitCode.USAGE, "--target: say which one");
        progress.step(order.task().purpose() + " at " + order.task().targets() + ": " + order.command()
                + (order.walls() == null ? "" : ", behind walls"));
        return 7;
    }

    private static Checked check(Path configuration) {
        if (!configuration.endsWith("bad.yaml")) {
            Sheet access = new Sheet(
                    "access",
                    List.of("from", "to", "as", "purposes"),
                    List.of(List.of("support-pods", "crm", "support", "resolve-ticket")));
            return new Checked(List.of(), List.of(access));
        }
        return new Checked(
                List.of(
                        new Finding(true, "access[0].to", 12, 9, "no such target: `cmr`"),
                        new Finding(false, "", 0, 0, "nothing listens"),
                        new Finding(true, "targets.crm", 20, 3, "x\u001b[2J")),
                List.of());
    }

    private static Played demo(Set<Act> acts, Progress progress) {
        progress.step("starting PostgreSQL");
        return new Played(acts.stream().map(FakeWork::played).toList(), 0);
    }

    private static PlayedAct played(Act act) {
        return switch (act) {
            case FIRST ->
                new PlayedAct(
                        act,
                        List.of(
                                new Scenario("one customer", "allowed", "allowed", ""),
                                new Scenario("all customers", "denied", "denied", "needs a key: one of id, email")),
                        List.of(),
                        true,
                        17,
                        "");
            case SECOND -> PlayedAct.skipped(act, "npm is not installed on this machine");
        };
    }

    private static Explanation explain(Question question) {
        boolean keyed = question.statement().contains("WHERE id");
        Effect read = new Effect("read", "crm/customers", "*", keyed ? "id = 42" : "every record", "");
        Step one = new Step("one", "access[0]", "allows", "bound");
        Step two =
                new Step("two", "purposes.resolve-ticket.allow[0]", keyed ? "allows" : "denies", "keyedBy id, email");
        return new Explanation(
                List.of(read),
                List.of(one, two),
                keyed ? "permit" : "deny",
                two.rule(),
                keyed ? "one of 5 an action" : "needs a key",
                List.of("counters are taken as empty"));
    }

    private record FakeBench() implements Bench {
        @Override
        public Measured postgres(Plan plan, Progress progress) {
            progress.step("round 1 of " + plan.rounds());
            Sheet sheet = new Sheet(
                    "median", List.of("way", "tps"), List.of(List.of("direct", "9000"), List.of("gateway", "7000")));
            return new Measured(
                    List.of("PGSSLMODE=disable, " + plan.clients() + " clients"),
                    List.of(sheet),
                    List.of(new Goal("throughput against PgBouncer", "≥ .70", ".65", false)),
                    figures());
        }

        private static Figures figures() {
            Map<String, @Nullable Double> ratios = new LinkedHashMap<>();
            ratios.put("tps_simple_c8_vs_pgbouncer", null);
            ratios.put("open_tls_vs_direct", 1.23456);
            return new Figures(ratios, 41.26, 30.0, null, List.of("PgBouncer was not found"));
        }

        @Override
        public Measured http(Plan plan, Progress progress) {
            return new Measured(List.of(), List.of(), List.of(new Goal("throughput to nginx", "≥ 0.8", "0.9", true)));
        }

        @Override
        public Measured llm(Plan plan, Progress progress) {
            return new Measured(
                    List.of(), List.of(), List.of(new Goal("the first token", "≤ 1000 µs", "200 µs", true)));
        }

        @Override
        public Measured mcp(Plan plan, Progress progress) {
            return new Measured(List.of(), List.of(), List.of(new Goal("a call", "≤ 1000 µs", "300 µs", true)));
        }

        @Override
        public Measured intent(Plan plan, Progress progress) {
            return new Measured(
                    List.of(), List.of(), List.of(new Goal("p50 behind 10 answers", "≤ 1000 µs", "700 µs", true)));
        }

        @Override
        public Measured identity(Plan plan, Progress progress) {
            return new Measured(List.of(), List.of(), List.of(new Goal("a new token", "≤ 150 µs", "90 µs", true)));
        }

        @Override
        public Measured decide(Plan plan, Progress progress) {
            return new Measured(List.of(), List.of(), List.of(new Goal("contract path", "≤ 5 µs", "2.1 µs", true)));
        }
    }

    private record FakeSetup() implements TargetSetup {
        @Override
        public String script(Path configuration, String target) throws CommandFailure {
            if (!target.equals("crm")) throw new CommandFailure(ExitCode.USAGE, "no such target: `" + target + "`");
            return "-- make the roles\nCREATE ROLE \"crm_gateway\";\n";
        }

        @Override
        public void apply(Path configuration, String target, String admin, Progress progress) throws CommandFailure {
            progress.step("make the roles");
            if (admin.endsWith("weak")) {
                throw new CommandFailure(
                        ExitCode.REFUSED, "targets.crm: could not set the account up: permission denied");
            }
        }
    }

    private record FakeTrail() implements TrailBook {

        private static final Instant AT = Instant.parse("2026-03-01T11:59:00.123456Z");

        private static Stream<Entry> entries(Wanted wanted) {
            return Stream.of(
                            new Entry(1, AT, "session-opened", "s-1", "", "", "crm for resolve-ticket", "{\"seq\":1}"),
                            new Entry(
                                    2,
                                    AT,
                                    "decided",
                                    "s-1",
                                    "s-1-1",
                                    "permit",
                                    "SELECT \u202e1",
                                    "{\"seq\":2,\"x\":\"\u202e\"}"),
                            new Entry(3, AT, "decided", "s-1", "s-1-2", "deny", "needs a key", "{\"seq\":3}"))
                    .filter(entry -> wanted.kinds().isEmpty() || wanted.kinds().contains(entry.kind()))
                    .filter(entry -> wanted.since().isEmpty()
                            || !entry.at().isBefore(wanted.since().get()));
        }

        @Override
        public void show(Path folder, Wanted wanted, Reader reader) {
            entries(wanted).allMatch(reader::read);
        }

        @Override
        public void follow(Path folder, Wanted wanted, Reader reader) {
            entries(wanted).allMatch(reader::read);
        }

        @Override
        public Verified verify(Path folder, Path keys, List<Path> saved) {
            return saved.isEmpty()
                    ? new Verified(true, "the trail is intact: 3 records", "", 3)
                    : new Verified(false, "heads.jsonl (seq 4): the tail was cut", "heads.jsonl", 3);
        }

        @Override
        public Optional<String> reveal(Path folder, Path keys, String requestId) {
            return requestId.equals("s-1-1") ? Optional.of("{\"statement\":\"SELECT \u202e1\"}") : Optional.empty();
        }
    }
}
