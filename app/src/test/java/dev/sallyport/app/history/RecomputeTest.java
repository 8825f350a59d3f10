package dev.sallyport.app.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.session.TaskLimits;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.History.Book;
import dev.sallyport.app.cli.work.History.Count;
import dev.sallyport.app.cli.work.History.Difference;
import dev.sallyport.app.cli.work.History.Recomputed;
import dev.sallyport.app.cli.work.History.Replayed;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.budget.Capacity;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.rules.Rules;
import dev.sallyport.testkit.generate.Generators;
import dev.sallyport.testkit.generate.Seeded;
import dev.sallyport.trail.FileTrail;
import dev.sallyport.trail.TrailSettings;
import dev.sallyport.trail.read.Segments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// R24: on another machine every verdict comes out again, bit for bit.
@Timeout(300)
class RecomputeTest {

    private static final Capacity ROOMY = new Capacity(10_000, 100_000);
    private static final byte[] SALT = "a salt that nobody else knows".getBytes(StandardCharsets.UTF_8);
    private static final int LOOPS = 3;

    private int atOnce = LOOPS;

    @TempDir
    private Path folder;

    private final List<Session> sessions = new ArrayList<>();
    private final Map<String, Ruleset> rulesets = new LinkedHashMap<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Draws.NOON);
    private Path directory = Path.of("");
    private int requests;

    /// Random rules, sessions, trees of tasks and actions on several loops at once; a reload among them;
    /// then the process is killed in the middle of everything, and another one goes on with its trail.
    @Test
    void r24_whatever_happened_is_decided_the_same_again_also_after_a_reload_and_a_kill() {
        Seeded.forAll(25, this::oneHistory);
    }

    private void oneHistory(Generators some) throws Exception {
        Path here = Files.createTempDirectory(folder, "history");
        rulesets.clear();
        Draws draws = new Draws(some);
        Rules first = rules(draws, "1111111111111111");
        Rules second = rules(draws, "2222222222222222");
        directory = here.resolve("one");
        FileTrail killed = open(here.resolve("one"), here.resolve("keys"));
        run(killed, draws, first, second);
        crash(here.resolve("one"), here.resolve("two"));
        killed.close();
        directory = here.resolve("two");
        now.updateAndGet(then -> then.plusSeconds(some.between(1, 3000)));
        try (FileTrail next = open(here.resolve("two"), here.resolve("keys"))) {
            run(next, draws, second, first);
        }
        agrees(here.resolve("two"), Optional.of(here.resolve("keys")));
    }

    private Rules rules(Draws draws, String generation) {
        Rules rules = draws.rules(generation);
        rulesets.put(generation, new Ruleset(rules, ROOMY));
        return rules;
    }

    private static FileTrail open(Path trail, Path keys) throws IOException {
        TrailSettings settings = TrailSettings.in(trail)
                .keys(keys)
                .segments(1 << 16, Duration.ofDays(1))
                .syncs(Duration.ofMillis(5), Duration.ofSeconds(20));
        return FileTrail.open(settings, InstantSource.fixed(Draws.NOON));
    }

    /// The files as they lie there at this moment. The trail goes on while they are copied: what the tail hands on
    /// meanwhile is in the segments that are copied after it.
    private static void crash(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            List<Path> tailFirst = files.filter(each -> !each.endsWith(Segments.LOCK))
                    .sorted(Comparator.comparing(each -> !each.endsWith(Segments.TAIL)))
                    .toList();
            for (Path file : tailFirst) Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    /// A gateway from its start; its counters are rebuilt from the trail as a gateway does (R5).
    private void run(FileTrail trail, Draws draws, Rules rules, Rules next) throws Exception {
        Counters counters = new Counters(SALT, ROOMY);
        dev.sallyport.app.wiring.Restarted.rebuild(directory, counters, now.get(), living());
        PolicyDecisionPoint doors = new PolicyDecisionPoint(rules, counters);
        trail.write(new AuditEvent.Administered(now.get(), "start", "sallyport", rules.generation()));
        sessions.clear();
        List<Recorder> loops = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) loops.add(new Recorder(trail, doors));
        Generations generations = new Generations(rules.generation(), 0, "test");
        for (int i = 0; i < 6; i++) open(loops.getFirst(), doors, draws, generations, i);
        if (sessions.size() > 2) plantTree(trail, loops.getFirst(), draws, generations);
        steps(loops, draws, generations);
        doors.reload(next);
        steps(loops, draws, new Generations(next.generation(), 0, "test"));
    }

    private java.util.Set<String> living() {
        return java.util.Set.of("g0", "g1");
    }

    private void open(Recorder loop, PolicyDecisionPoint doors, Draws draws, Generations generations, int number)
            throws IOException {
        boolean byClaim = draws.some().oneIn(3);
        String name = draws.some().pick("a", "b");
        Map<String, Object> claims = new TreeMap<>(Map.of("team", draws.some().pick("red", "blue"), "uid", 42L));
        if (byClaim) claims.put("purpose", name);
        Workload workload = new Workload(
                byClaim ? "claims" : "pods",
                "pod-" + number,
                draws.some().pick(Draws.WORKLOADS),
                new TreeMap<>(claims),
                Draws.NOON.plus(Duration.ofDays(30)));
        DeclaredPurpose declared = new DeclaredPurpose(byClaim ? "" : name, "task");
        if (!(doors.admit(workload, "crm", declared, now.get()) instanceof Entry.Granted granted)) return;
        Session session = session("s" + requests++, workload, granted, Delegation.NONE);
        sessions.add(session);
        loop.opened(session, generations);
    }

    private Session session(String id, Workload workload, Entry.Granted granted, Delegation delegation) {
        Instant end = granted.access().latestEnd();
        return new Session(
                id, workload, List.of(), "crm", granted.purpose(), granted.access(), now.get(), end, delegation);
    }

    /// The first two sessions become a task and a part of it.
    private void plantTree(FileTrail trail, Recorder loop, Draws draws, Generations generations) throws IOException {
        List<Delegation.Grant> way = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Session plain = sessions.get(i);
            TaskLimits limits = new TaskLimits(
                    draws.some().oneIn(3) ? draws.some().between(0, 5) : Long.MAX_VALUE,
                    draws.some().oneIn(3) ? draws.some().between(0, 8) : Long.MAX_VALUE);
            way.add(new Delegation.Grant("g" + i, plain.workload(), plain.purpose(), limits));
            Delegation delegation = new Delegation("g0", way);
            trail.write(new AuditEvent.TaskOpened(
                    now.get(),
                    delegation,
                    List.of("crm"),
                    plain.purpose(),
                    "9f86",
                    "address",
                    now.get().plus(Duration.ofDays(1)),
                    "10.0.0.9:5132"));
            Entry.Granted granted = new Entry.Granted(plain.access(), plain.purpose());
            sessions.set(i, session("t" + requests++, plain.workload(), granted, delegation));
            loop.opened(sessions.get(i), generations);
        }
    }

    /// All loops at once, each with draws of its own, in turns of different lengths.
    private void steps(List<Recorder> loops, Draws draws, Generations generations) throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(loops.size());
        for (Recorder loop : loops) {
            Draws own = new Draws(new Generators(draws.some().anyLong()), draws.shows());
            int number = requests += 1000;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    together.await();
                    for (int i = 0; i < 40; i++) step(loop, own, generations, "r" + (number + i));
                } catch (Throwable e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
                loop.endTurn();
            }));
        }
        for (Thread thread : threads) thread.join();
        assertThat(failures).isEmpty();
    }

    private void step(Recorder loop, Draws draws, Generations generations, String request) {
        if (sessions.isEmpty()) return;
        if (!loop.running().isEmpty() && draws.some().oneIn(2)) {
            Recorder.Running permitted = draws.some().pick(loop.running());
            long limit = permitted.permit().limits().records();
            loop.perform(permitted, draws.outcome(limit, permitted.action()), now.get());
        }
        Action action = draws.action();
        Session session = draws.some().pick(sessions);
        State state = new State(session, PromptContext.EMPTY, now.get(), draws.approval(action));
        Decision decision = loop.decide(request, action, state, generations);
        if (decision instanceof Contain && atOnce == 1) // its session ends, and all of its task
        sessions.removeIf(each -> each.budget().equals(session.budget()));
        if (draws.some().oneIn(10))
            now.updateAndGet(then -> then.plusSeconds(draws.some().between(1, 400)));
        if (draws.some().oneIn(3)) loop.endTurn();
    }

    private void agrees(Path trail, Optional<Path> keys) throws CommandFailure, IOException {
        Recomputed recomputed = recompute(trail, keys, rulesets);
        assertThat(recomputed.differences()).isEmpty();
        assertThat(recomputed.counts())
                .as("%s", recomputed)
                .noneMatch(count -> count.what().equals("not checked"));
        assertThat(recomputed.agrees()).isTrue();
        assertThat(agreeing(recomputed)).isGreaterThan(100);
    }

    private static Recomputed recompute(Path trail, Optional<Path> keys, Map<String, Ruleset> rulesets)
            throws CommandFailure, IOException {
        return FileHistory.recompute(Sound.of(new Book(trail, keys)), rulesets);
    }

    private static long agreeing(Recomputed recomputed) {
        return recomputed.counts().stream()
                .filter(count -> count.what().equals("agree"))
                .mapToLong(Count::number)
                .sum();
    }

    /// Other rules make their own history of what was asked; the same rules make the same one.
    @Test
    void under_the_same_rules_a_replay_changes_nothing() {
        atOnce = 1;
        Seeded.forAll(15, some -> {
            rulesets.clear();
            Draws draws = new Draws(some, false);
            Rules rules = rules(draws, "1111111111111111");
            Path here = Files.createTempDirectory(folder, "replayed");
            directory = here.resolve("trail");
            try (FileTrail trail = open(directory, here.resolve("keys"))) {
                run(trail, draws, rules, rules);
            }
            Sound sound = Sound.of(new Book(directory, Optional.of(here.resolve("keys"))));
            Replayed replayed = FileHistory.replay(sound, new Ruleset(rules, ROOMY), Instant.MIN);
            assertThat(replayed.changes()).isEmpty();
            assertThat(replayed.left()).isEmpty();
            assertThat(replayed.decided()).isEqualTo(replayed.same()).isGreaterThan(10);
        });
    }

    /// A history of which some verdict is another one under other rules.
    private Path somewhere(Generators some) throws Exception {
        rulesets.clear();
        Draws draws = new Draws(some);
        Rules first = rules(draws, "1111111111111111");
        directory = folder.resolve("one");
        try (FileTrail trail = open(directory, folder.resolve("keys"))) {
            run(trail, draws, first, first);
        }
        return directory;
    }

    @Test
    void r24_other_rules_under_the_same_name_are_found_out() throws Exception {
        Path trail = somewhere(new Generators(7));
        Rules other = new Draws(new Generators(8)).rules("1111111111111111");
        Map<String, Ruleset> wrong = Map.of(other.generation(), new Ruleset(other, ROOMY));
        Recomputed recomputed = recompute(trail, Optional.of(folder.resolve("keys")), wrong);
        assertThat(recomputed.agrees()).isFalse();
        assertThat(recomputed.differences()).extracting(Difference::field).contains("verdict", "rule", "evidence");
    }

    @Test
    void r24_a_configuration_that_was_not_in_force_checks_nothing_and_says_so() throws Exception {
        Path trail = somewhere(new Generators(7));
        Rules other = new Draws(new Generators(8)).rules("3333333333333333");
        Map<String, Ruleset> wrong = Map.of(other.generation(), new Ruleset(other, ROOMY));
        Recomputed recomputed = recompute(trail, Optional.of(folder.resolve("keys")), wrong);
        assertThat(recomputed.agrees()).isFalse();
        assertThat(agreeing(recomputed)).isZero();
        assertThat(recomputed.counts())
                .anyMatch(count ->
                        count.what().equals("not checked") && count.detail().contains("1111111111111111"));
    }

    /// R21: without the trail's keys literals stay sealed; verdicts come out all the same, but where claims count.
    @Test
    void r21_without_the_keys_what_does_not_depend_on_claims_is_decided_again() throws Exception {
        Path trail = somewhere(new Generators(3));
        Recomputed recomputed = recompute(trail, Optional.empty(), rulesets);
        assertThat(recomputed.differences()).isEmpty();
        assertThat(agreeing(recomputed)).isGreaterThan(50);
        assertThat(recomputed.verified()).contains("signatures were not checked");
        assertThat(recomputed.counts().stream().filter(count -> count.what().equals("not checked")))
                .allMatch(count -> count.detail().contains("claims that are sealed"));
    }

    @Test
    void a_trail_that_was_edited_is_refused_with_what_verify_says() throws Exception {
        Path trail = somewhere(new Generators(7));
        Path segment = trail.resolve("00000001.jsonl");
        String text = Files.readString(segment);
        Files.writeString(segment, text.replaceFirst("\"verdict\":\"deny\"", "\"verdict\":\"hold\""));
        assertThatThrownBy(() -> recompute(trail, Optional.empty(), rulesets))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("the line does not match its hash: it was altered");
    }

    /// R21, R24: whoever can forge the whole chain, because nobody kept a signed head, must still make decisions that
    /// the configuration makes.
    @Test
    void r24_a_verdict_that_was_changed_with_the_whole_chain_behind_it_is_found_out() throws Exception {
        Path trail = somewhere(new Generators(7));
        Files.delete(trail.resolve("heads.jsonl"));
        String prev = "0".repeat(64);
        boolean changed = false;
        for (Path segment : segments(trail)) {
            List<String> forged = new ArrayList<>();
            for (String line : Files.readAllLines(segment)) {
                String body = line.substring(0, line.lastIndexOf(",\"prev\""));
                if (!changed && body.contains("\"verdict\":\"deny\"")) {
                    body = body.replace("\"verdict\":\"deny\"", "\"verdict\":\"hold\"");
                    changed = true;
                }
                String hashed = body + ",\"prev\":\"" + prev + "\"";
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(hashed.getBytes(StandardCharsets.UTF_8));
                prev = HexFormat.of().formatHex(hash);
                forged.add(hashed + ",\"hash\":\"" + prev + "\"}");
            }
            Files.writeString(segment, String.join("\n", forged) + "\n");
        }
        assertThat(changed).isTrue();
        Recomputed recomputed = recompute(trail, Optional.of(folder.resolve("keys")), rulesets);
        assertThat(recomputed.agrees()).isFalse();
        assertThat(recomputed.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.field()).isEqualTo("verdict");
            assertThat(difference.recorded()).isEqualTo("hold");
            assertThat(difference.again()).isEqualTo("deny");
        });
    }

    private static List<Path> segments(Path trail) throws IOException {
        try (Stream<Path> files = Files.list(trail)) {
            return files.filter(file -> file.toString().matches(".*\\d{8}\\.jsonl"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_trail_whose_tail_was_cut_is_refused() throws Exception {
        Path trail = somewhere(new Generators(7));
        List<Path> segments = segments(trail);
        List<String> lines = Files.readAllLines(segments.getLast());
        Files.writeString(segments.getLast(), String.join("\n", lines.subList(0, lines.size() / 2)) + "\n");
        assertThatThrownBy(() -> recompute(trail, Optional.of(folder.resolve("keys")), rulesets))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("the tail was cut");
    }
}
