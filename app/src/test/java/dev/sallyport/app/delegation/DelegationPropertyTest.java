package dev.sallyport.app.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Purpose.Declarer;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.app.admin.Schemas;
import dev.sallyport.app.endpoint.SessionApiTest;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Line;
import dev.sallyport.authority.rules.Rules;
import dev.sallyport.authority.rules.TargetRules;
import dev.sallyport.gateway.SessionView;
import dev.sallyport.sessions.task.Grant;
import dev.sallyport.testkit.gateway.FakeConnector;
import dev.sallyport.testkit.gateway.FakeLease;
import dev.sallyport.testkit.gateway.ManualLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R5, R18: over random rules and random trees, no descendant can do what an ancestor could not, and a
/// revocation ends exactly its subtree. Through the real endpoint, desk, corridor and doors.
class DelegationPropertyTest {

    private static final int FORESTS = Integer.getInteger("sallyport.forests", 40);
    private static final int REQUESTS = 25;
    private static final int ACTIONS = 60;
    private static final List<String> METHODS = List.of("m0", "m1", "m2");
    private static final List<String> TARGETS = List.of("crm", "billing");
    private static final List<String> PURPOSES = List.of("look", "change");

    @TempDir
    private Path folder;

    private int delegated;
    private int compared;
    private int permitted;

    /// A grant with its newest token of each target.
    private record Planted(Grant grant, String token) {}

    @Test
    void noDescendantCanDoWhatAnAncestorCouldNot() throws Exception {
        for (int seed = 0; seed < FORESTS; seed++) {
            Random random = new Random(seed);
            try (Forest forest = new Forest(folder.resolve("f" + seed), rules(random), Set.copyOf(METHODS), random)) {
                List<Planted> planted = plant(forest, random, seed);
                Map<String, Session> open = open(forest, planted, seed);
                act(forest, open, random, seed);
                revoke(forest, planted, random, seed);
            }
        }
        // a generator that never delegates, or is always denied, would prove little
        assertThat(delegated).isGreaterThan(FORESTS);
        assertThat(compared).isGreaterThan(FORESTS * 5);
        assertThat(permitted).isGreaterThan(FORESTS);
    }

    // ---- random rules

    private static Rules rules(Random random) {
        List<AccessRule> access = new ArrayList<>();
        for (String method : METHODS) {
            for (String target : TARGETS) {
                if (random.nextInt(8) == 0) continue;
                boolean observe = random.nextInt(4) == 0;
                access.add(new AccessRule(
                        "access[" + access.size() + "]",
                        method,
                        target,
                        "role" + (random.nextInt(4) == 0 ? 1 : 0),
                        random.nextInt(3) == 0 ? PURPOSES.subList(0, 1) : PURPOSES,
                        random.nextInt(4) == 0 ? Set.of() : Set.of(Declarer.AGENT),
                        "",
                        observe ? Mode.OBSERVE : Mode.ENFORCE,
                        observe ? Forest.NOON.plus(Duration.ofHours(1)) : Instant.MIN,
                        Duration.ofMinutes(10 + random.nextInt(100)),
                        100));
            }
        }
        Map<String, Contract> contracts = new LinkedHashMap<>();
        for (String purpose : PURPOSES) contracts.put(purpose, contract(purpose, random));
        Map<String, TargetRules> targets = new LinkedHashMap<>();
        for (String target : TARGETS)
            targets.put(
                    target,
                    new TargetRules(target, Map.of(), Map.of(), random.nextBoolean() ? "look" : "", Long.MAX_VALUE));
        return new Rules(access, contracts, targets, Map.of());
    }

    private static Contract contract(String purpose, Random random) {
        List<Line> lines = new ArrayList<>();
        for (String target : TARGETS) {
            for (Verb verb : List.of(Verb.READ, Verb.UPDATE)) {
                if (random.nextInt(4) == 0) continue;
                String path = "purposes." + purpose + ".allow[" + lines.size() + "]";
                AtMost atMost = new AtMost(1 + random.nextInt(4), 2 + random.nextInt(8), 4 + random.nextInt(10));
                List<String> none = List.of();
                lines.add(new Line(path, verb, target, "*", none, none, none, none, atMost, false, none));
            }
        }
        return new Contract(purpose, "", lines, Otherwise.DENY, Duration.ofMinutes(1), Long.MAX_VALUE);
    }

    // ---- random trees

    private List<Planted> plant(Forest forest, Random random, int seed) throws Exception {
        List<Planted> planted = new ArrayList<>();
        var document = SessionApiTest.document();
        for (int i = 0; i < REQUESTS; i++) {
            boolean root = planted.isEmpty() || random.nextInt(3) == 0;
            Planted parent = root ? null : planted.get(random.nextInt(planted.size()));
            String proof = METHODS.get(random.nextInt(METHODS.size())) + ":w" + random.nextInt(4);
            Forest.Got got = root
                    ? forest.exchange(proof, "", task(random, true))
                    : forest.exchange(parent.token(), proof, task(random, false));
            String schema = "/components/schemas/" + (got.ok() ? "Token" : "Error");
            assertThat(Schemas.faults(document, document.at(schema), got.json(), "$"))
                    .isEmpty();
            if (!got.ok()) continue;
            Grant grant = forest.tasks.list(forest.now).stream()
                    .filter(each ->
                            planted.stream().noneMatch(p -> p.grant().id().equals(each.id())))
                    .findFirst()
                    .orElseThrow();
            planted.add(new Planted(grant, got.token()));
            if (parent != null) narrower(grant, parent.grant(), "seed " + seed);
        }
        return planted;
    }

    private void narrower(Grant child, Grant parent, String where) {
        delegated++;
        assertThat(parent.targets()).as(where).containsAll(child.targets());
        assertThat(child.purpose()).as(where).isEqualTo(parent.purpose());
        assertThat(child.endsAt()).as(where).isBeforeOrEqualTo(parent.endsAt());
        assertThat(child.depth()).as(where).isEqualTo(parent.depth() + 1);
        assertThat(child.tree()).as(where).isEqualTo(parent.tree());
    }

    private static String task(Random random, boolean root) {
        List<String> members = new ArrayList<>(List.of("\"type\":\"sallyport_task\""));
        if (root || random.nextInt(3) == 0)
            members.add(
                    random.nextInt(3) == 0
                            ? "\"targets\":[\"crm\",\"billing\"]"
                            : "\"targets\":[\"" + TARGETS.get(random.nextInt(2)) + "\"]");
        if (random.nextInt(root ? 2 : 5) == 0) members.add("\"purpose\":\"" + PURPOSES.get(random.nextInt(2)) + "\"");
        if (random.nextBoolean())
            members.add("\"limits\":{\"perTask\":" + random.nextInt(6) + ",\"lifetime\":" + (60 + random.nextInt(4000))
                    + "}");
        if (random.nextInt(4) == 0) members.add("\"task\":\"t" + random.nextInt(9) + "\"");
        return "[{" + String.join(",", members) + "}]";
    }

    // ---- what they may do

    private final ManualLoop loop = new ManualLoop(Forest.NOON);

    /// By grant and target: each grant's session wherever one opens.
    private Map<String, Session> open(Forest forest, List<Planted> planted, int seed) throws Exception {
        Map<String, Session> open = new LinkedHashMap<>();
        var gate = forest.gateway.corridor(Map::of, new FakeConnector());
        for (Planted each : planted) {
            for (String target : each.grant().targets()) {
                Forest.Got fresh = forest.post(
                        "/oauth2/token",
                        List.of(
                                "grant_type",
                                "urn:ietf:params:oauth:grant-type:token-exchange",
                                "subject_token",
                                each.token(),
                                "subject_token_type",
                                "urn:ietf:params:oauth:token-type:access_token",
                                "audience",
                                target));
                assertThat(fresh.ok()).as("seed %d: %s", seed, fresh.json()).isTrue();
                Approach approach = new Approach(
                        new Attestation.BearerToken(fresh.token()), target, DeclaredPurpose.NONE, "/10.0.0.7:1");
                Admission<FakeLease> admission = gate.admit(approach, loop);
                loop.run();
                assertThat(admission).as("seed %d", seed).isInstanceOf(Admission.Admitted.class);
                open.put(key(each.grant().id(), target), ((Admission.Admitted<FakeLease>) admission).session());
            }
        }
        return open;
    }

    private static String key(String grant, String target) {
        return grant + "@" + target;
    }

    private void act(Forest forest, Map<String, Session> open, Random random, int seed) {
        List<Session> sessions = List.copyOf(open.values());
        for (int i = 0; i < ACTIONS && !sessions.isEmpty(); i++) {
            Session session = sessions.get(random.nextInt(sessions.size()));
            Action action = action(session.target(), random);
            Optional<Permit> own = would(forest, session, action);
            if (own.isEmpty()) continue;
            permitted++;
            for (Delegation.Grant above : session.delegation().above()) {
                compared++;
                Session ancestor = open.get(key(above.id(), session.target()));
                Optional<Permit> its = would(forest, ancestor, action);
                assertThat(its)
                        .as("seed %d: %s may, %s may not: %s", seed, session, ancestor, action)
                        .isPresent();
                assertThat(own.get().limits().records())
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(its.get().limits().records());
            }
            State state = state(forest, session);
            if (forest.authority.decide(action, state) instanceof Permit permit)
                forest.authority.settle(
                        action,
                        permit,
                        new Outcome(Outcome.Ending.SUCCEEDED, random.nextInt(3), 0, 0, Duration.ZERO),
                        state);
        }
    }

    private static Optional<Permit> would(Forest forest, Session session, Action action) {
        Decision decision =
                forest.authority.explain(action, state(forest, session)).decision();
        return decision instanceof Permit permit ? Optional.of(permit) : Optional.empty();
    }

    private static State state(Forest forest, Session session) {
        return new State(session, PromptContext.EMPTY, forest.now, Approval.None.NONE);
    }

    private static Action action(String target, Random random) {
        Verb verb = random.nextInt(3) == 0 ? Verb.UPDATE : Verb.READ;
        Scope scope = random.nextInt(4) == 0
                ? new Scope.AtMost(1 + random.nextInt(4))
                : new Scope.Keyed(List.of(new Scope.Key("id", List.of("k" + random.nextInt(12)))), true);
        Resource table = new Resource(target, "table", "t" + random.nextInt(2), List.of("id"));
        Operation operation = new Operation(verb, table, scope, Set.of());
        return new Action(Action.Phase.PERFORM, List.of(operation), List.of(), "s", "fp" + random.nextInt());
    }

    // ---- and lose it

    private void revoke(Forest forest, List<Planted> planted, Random random, int seed) throws Exception {
        if (planted.isEmpty()) return;
        Planted ended = planted.get(random.nextInt(planted.size()));
        assertThat(forest.post("/oauth2/revoke", List.of("token", ended.token()))
                        .ok())
                .isTrue();
        loop.run();
        Set<String> open = new java.util.HashSet<>();
        for (SessionView view : forest.gateway.sessions().list()) {
            if (view.state().equals("open"))
                open.add(view.session().delegation().own().id());
        }
        for (Planted each : planted) {
            Delegation way = forest.tasks.delegation(each.grant().id()).orElseThrow();
            boolean below = way.holds(ended.grant().id());
            assertThat(forest.reader.ended(way, forest.now).isPresent())
                    .as("seed %d", seed)
                    .isEqualTo(below);
            assertThat(open.contains(each.grant().id())).as("seed %d", seed).isEqualTo(!below);
        }
    }
}
