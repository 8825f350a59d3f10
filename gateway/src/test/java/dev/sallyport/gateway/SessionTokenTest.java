package dev.sallyport.gateway;

import static dev.sallyport.testkit.gateway.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Reception.Welcome;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.session.TaskLimits;
import dev.sallyport.api.session.TaskTokens;
import dev.sallyport.testkit.gateway.FakeLease;
import dev.sallyport.testkit.gateway.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Session tokens at the gate (R5, R17, R18): a token `a>b>c` was given to `c`, who acts for `b`, who acts
/// for `a`.
class SessionTokenTest {

    private static final Purpose DECLARED = new Purpose("resolve-ticket", "ticket 7", Purpose.Declarer.AGENT);
    private static final PromptContext CONTEXT = new PromptContext(
            List.of(new PromptContext.Turn("user", "delete it all", "", PromptContext.Tier.DECLARED)));

    private final Set<String> ended = new HashSet<>();
    private final Map<String, Entry> answers = new HashMap<>();
    private final List<DeclaredPurpose> declared = new ArrayList<>();
    private World world = new World(GatewayPolicy.DEFAULT, new Chains());

    private final class Chains implements TaskTokens {
        @Override
        public Presented present(Attestation attestation, String peer, String target, boolean proxied, Instant now) {
            String token = ((Attestation.BearerToken) attestation).token();
            if (token.startsWith("#")) return new Presented.Refused(RefusalReason.NOT_THE_HOLDER, "not the holder");
            if (!token.contains(">")) return Presented.Foreign.FOREIGN;
            return new Presented.Held(chain(token), "resolve-ticket", NOON.plus(Duration.ofMinutes(10)), 2);
        }

        @Override
        public PromptContext context(Delegation delegation) {
            return CONTEXT;
        }

        @Override
        public void contained(Delegation delegation, String reason) {
            ended.add(delegation.tree());
        }

        @Override
        public Optional<String> ended(Delegation delegation, Instant now) {
            return delegation.grants().stream().anyMatch(grant -> ended.contains(grant.id()))
                    ? Optional.of("revoked")
                    : Optional.empty();
        }
    }

    private static Delegation chain(String token) {
        List<Delegation.Grant> grants = Arrays.stream(token.split(">"))
                .filter(name -> !name.isEmpty())
                .map(name -> new Delegation.Grant("g-" + name, Samples.workload(name), DECLARED, TaskLimits.NONE))
                .toList();
        return new Delegation(grants.getFirst().id(), grants);
    }

    @BeforeEach
    void doorOne() {
        world.authority.admits((workload, target, said, now) -> {
            declared.add(said);
            return answers.getOrDefault(workload.subject(), Samples.granted(now));
        });
    }

    private static Entry granted(String role, Mode mode, String purpose) {
        Envelope envelope = mode == Mode.OBSERVE ? Envelope.UNRESTRICTED : new Envelope(false, List.of());
        return new Entry.Granted(
                new Access("access[0]", role, mode, envelope, NOON.plus(Duration.ofHours(1))),
                new Purpose(purpose, "", Purpose.Declarer.AGENT));
    }

    private Session session(String token) {
        return world.enter(token).admitted.session();
    }

    @Test
    void theChainStandsInTheSessionAndInEveryRecord() {
        Session session = session("a>b>c");
        assertThat(session.workload().subject()).isEqualTo("c");
        assertThat(session.actors()).containsExactly("support-pods:b", "support-pods:a");
        assertThat(session.budget()).isEqualTo("g-a");
        assertThat(session.endsAt()).isEqualTo(NOON.plus(Duration.ofMinutes(10)));
        assertThat(world.trail.events(AuditEvent.SessionOpened.class).getFirst().session())
                .isEqualTo(session);
        assertThat(declared).contains(new DeclaredPurpose("resolve-ticket", "ticket 7"));
    }

    @Test
    void aTokenThatIsRefusedIsNotTriedAsSomethingElse() {
        assertThat(world.turnedAway("#x").reason()).isEqualTo(RefusalReason.NOT_THE_HOLDER);
        assertThat(session("plain").delegation().isNone()).isTrue();
    }

    @Test
    void theConnectionMayRepeatThePurposeAndNotChangeIt() {
        Approach other = new Approach(
                new Attestation.BearerToken("a>"), Samples.TARGET, new DeclaredPurpose("other", ""), "10.0.0.7:1");
        assertThat(((Admission.TurnedAway<FakeLease>) world.knock(other)).reason())
                .isEqualTo(RefusalReason.PURPOSE_NOT_ALLOWED);
    }

    /// Whoever stands above must be let in too, for the same purpose and in the same role.
    @Test
    void everyoneOnTheWayIsAskedFor() {
        answers.put("a", new Entry.Refused(RefusalReason.NOT_BOUND, "no rule"));
        assertThat(world.turnedAway("a>b").detail()).contains("it acts for `support-pods:a`");
        answers.put("a", granted("other", Mode.ENFORCE, "resolve-ticket"));
        assertThat(world.turnedAway("a>b").detail()).contains("gives role `support`");
        answers.put("a", granted("support", Mode.ENFORCE, "other"));
        assertThat(world.turnedAway("a>b").reason()).isEqualTo(RefusalReason.PURPOSE_NOT_ALLOWED);
    }

    /// R20: nobody is observed who acts for somebody that is enforced.
    @Test
    void theNarrowestModeHolds() {
        answers.put("a", granted("support", Mode.ENFORCE, "resolve-ticket"));
        answers.put("b", granted("support", Mode.OBSERVE, "resolve-ticket"));
        answers.put("c", granted("support", Mode.OBSERVE, "resolve-ticket"));
        Session session = session("a>b>c");
        assertThat(session.access().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(session.access().envelope().unrestricted()).isFalse();
        assertThat(session("b>c").access().mode()).isEqualTo(Mode.OBSERVE);
    }

    /// R17.
    @Test
    void connectionsOfOneGrantAreCounted() {
        session("a>b");
        session("a>b");
        assertThat(world.turnedAway("a>b").reason()).isEqualTo(RefusalReason.TOO_MANY_SESSIONS);
        session("a>c");
    }

    /// R18.
    @Test
    void aTaskThatEndsTakesWhatHangsOnItAndNothingElse() {
        World.Visit deep = world.enter("a>b>c");
        World.Visit own = world.enter("a>b");
        World.Visit sibling = world.enter("a>d");
        World.Visit alone = world.enter("plain");
        assertThat(world.gateway.sessions().endTask("g-b", "revoked")).isEqualTo(2);
        world.run();
        assertThat(List.of(deep.endings, own.endings)).allMatch(List.of("revoked")::equals);
        assertThat(List.of(sibling.endings, alone.endings)).allMatch(List::isEmpty);
    }

    @Test
    void aTaskThatEndsWhileItsSessionOpensIsFoundOut() {
        world.connector.before(request -> ended.add("g-a"));
        assertThat(world.turnedAway("a>b").reason()).isEqualTo(RefusalReason.REVOKED);
    }

    @Test
    void openSessionsAreReconsideredForEveryoneOnTheWay() {
        World.Visit visit = world.enter("a>b");
        answers.put("a", new Entry.Refused(RefusalReason.NOT_BOUND, "no rule any more"));
        assertThat(world.gateway.sessions().reconsider()).isEqualTo(1);
        world.run();
        assertThat(visit.endings).hasSize(1);
    }

    @Test
    void aContainmentTakesTheWholeTree() {
        World.Visit child = world.enter("a>b");
        World.Visit sibling = world.enter("a>c");
        world.authority.decides((action, state) -> Samples.contain("enough"));
        child.read("SELECT 1");
        world.run();
        assertThat(sibling.endings).hasSize(1);
        assertThat(ended).containsExactly("g-a");
        assertThat(world.turnedAway("a>b>x").reason()).isEqualTo(RefusalReason.QUARANTINED);
    }

    /// Whoever acts for it, in whatever tree, goes on with what it wanted.
    @Test
    void aContainmentEndsThoseWhoActForTheWorkload() {
        World.Visit delegate = world.enter("x>bad>helper");
        World.Visit stranger = world.enter("x>good>helper");
        World.Visit culprit = world.enter("bad");
        world.authority.decides((action, state) -> Samples.contain("enough"));
        culprit.read("SELECT 1");
        world.run();
        assertThat(delegate.endings).hasSize(1);
        assertThat(stranger.endings).isEmpty();
        assertThat(world.turnedAway("y>bad>other").reason()).isEqualTo(RefusalReason.QUARANTINED);
    }

    /// R18: what its lease was made from is not there any more.
    @Test
    void aSessionEndsWhenItsTargetChanged() {
        List<String> shape = new ArrayList<>(List.of("one"));
        GatewayPolicy policy = new GatewayPolicy(
                GatewayLimits.DEFAULT, rule -> 10, target -> TrailOutage.REFUSE, (target, role) -> shape.getFirst());
        world = new World(policy, new Chains());
        doorOne();
        World.Visit visit = world.enter("a>b");
        assertThat(world.gateway.sessions().reconsider()).isZero();
        shape.set(0, "other");
        assertThat(world.gateway.sessions().reconsider()).isEqualTo(1);
        world.run();
        assertThat(visit.endings).singleElement().asString().contains("its target changed");
    }

    @Test
    void r24_whatWasSaidStandsInTheRecordAsAHash() {
        World.Visit visit = world.enter("a>b");
        visit.read("SELECT 1");
        visit.read("SELECT 2");
        world.enter("plain").read("SELECT 1");
        world.run();
        assertThat(world.trail.events(AuditEvent.Decided.class))
                .extracting(decided -> decided.basis().turns())
                .containsExactly(CONTEXT.turns().size(), CONTEXT.turns().size(), 0);
        assertThat(world.trail.events(AuditEvent.Decided.class))
                .extracting(decided -> decided.basis().context().length())
                .containsExactly(64, 64, 0);
    }

    /// R2: door two is told what was said, and by whom.
    @Test
    void theContextGoesToDoorTwo() {
        world.enter("a>b").read("SELECT 1");
        assertThat(world.authority.asked().getLast().context()).isEqualTo(CONTEXT);
        world.enter("plain").read("SELECT 1");
        assertThat(world.authority.asked().getLast().context()).isEqualTo(PromptContext.EMPTY);
    }

    @Test
    void theFrontDeskAsksForEveryTargetAndOnePurpose() throws InterruptedException {
        var desk = world.gateway.reception(() -> world.methods);
        Attestation who = new Attestation.BearerToken("a");
        Welcome in = desk.receive(who, Delegation.NONE, DECLARED, List.of("crm", "billing"));
        assertThat(((Welcome.In) in).entries()).hasSize(2);
        world.authority.admits((workload, target, said, now) ->
                granted("support", Mode.ENFORCE, target.equals("crm") ? "one" : "two"));
        assertThat(desk.receive(who, Delegation.NONE, DECLARED, List.of("crm", "billing")))
                .isInstanceOfSatisfying(
                        Welcome.Out.class,
                        out -> assertThat(out.reason()).isEqualTo(RefusalReason.PURPOSE_NOT_ALLOWED));
        assertThat(desk.receive(new Attestation.BearerToken("!EXPIRED"), Delegation.NONE, DECLARED, List.of("crm")))
                .isEqualTo(new Welcome.Out(RefusalReason.EXPIRED, "refused on request"));
    }
}
