package dev.sallyport.authority.intent.session;

import static dev.sallyport.authority.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.Signal.Intent.Course;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.Given;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.behaviour.Behaviour;
import dev.sallyport.authority.intent.IntentEngine;
import dev.sallyport.authority.intent.Opinion;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Intent;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Judging;
import dev.sallyport.authority.rules.Judging.Unavailable;
import dev.sallyport.authority.rules.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When a judge is asked, and what it can change.
class SecondOpinionTest {

    private static final Turn ASKED = new Turn("user", "Read ticket 7", "", Tier.DECLARED);
    private static final Action READ = Given.perform(Given.read("customers", Given.byId("7")));
    private static final Judging USUAL = new Judging(400, 600, Unavailable.HOLD, Duration.ofSeconds(6));
    private static final Advice FITS = new Advice.Consistent("it fits");

    private final List<Judge.Doubt> asked = new ArrayList<>();
    private double score = 0.45;
    private boolean certain;
    private Judge judge = _ -> FITS;

    private static Rules rules(Intent intent, Contract plain) {
        Contract contract = new Contract(
                plain.name(),
                "",
                plain.allow(),
                Otherwise.DENY,
                Duration.ofMinutes(5),
                intent,
                Contract.Unusual.OFF,
                Contract.Unproposed.OFF,
                Given.NO_LIMIT);
        return Given.rules(contract);
    }

    private static Contract plain() {
        return Given.contract(
                "resolve-ticket",
                Otherwise.DENY,
                Given.line(Verb.READ, "customers").keyedBy("id").atMost(Given.NO_LIMIT, 2, Given.NO_LIMIT));
    }

    private PolicyDecisionPoint doors(Rules rules) {
        return new PolicyDecisionPoint(
                rules,
                Given.counters(),
                Behaviour.UNKNOWN,
                () -> new IntentEngine(
                        List.of(_ -> Optional.of(new Opinion(score, "test", certain, List.of("the ticket says so"))))),
                doubt -> {
                    asked.add(doubt);
                    return judge.advise(doubt);
                });
    }

    private PolicyDecisionPoint doors(Judging judging) {
        return doors(rules(Intent.DENY, plain()).judgedBy(judging));
    }

    private static State state(Session session) {
        return new State(session, new PromptContext(List.of(ASKED)), NOON, Approval.None.NONE);
    }

    private static Decision decide(PolicyDecisionPoint doors, Session session, Action action) {
        doors.homework(action, state(session)).ifPresent(Runnable::run);
        return doors.decide(action, state(session));
    }

    private Decision decide(Judging judging, Action action) {
        PolicyDecisionPoint doors = doors(judging);
        return decide(doors, Given.session(doors), action);
    }

    private static Signal.Intent signal(Decision decision) {
        List<Signal> evidence = switch (decision) {
            case Permit permit -> permit.evidence();
            case Deny deny -> deny.evidence();
            case Hold hold -> hold.evidence();
            case Contain contain -> contain.evidence();
        };
        return evidence.stream()
                .flatMap(signal -> signal instanceof Signal.Intent intent ? java.util.stream.Stream.of(intent) : null)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "0.3994,false",
        "0.3996,true",
        "0.4,true",
        "0.5,true",
        "0.55,true",
        "0.5994,true",
        "0.6,false",
        "1,false"
    })
    void isAskedInTheUncertainBandOnly(double given, boolean isAsked) {
        score = given;
        assertThat(signal(decide(USUAL, READ)).judge().wasAsked()).isEqualTo(isAsked);
        assertThat(asked).hasSize(isAsked ? 1 : 0);
    }

    @Test
    void whatAHardRuleDecidedIsNeverPutToIt() {
        certain = true;
        assertThat(decide(new Judging(0, 1000, Unavailable.DECIDE_WITHOUT, Duration.ZERO), READ))
                .isInstanceOf(Deny.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void isToldWhatTheEngineKnowsAndWhoVouchesForIt() {
        decide(USUAL, READ);
        assertThat(asked.getFirst().proposal().request()).isEqualTo("Read ticket 7");
        assertThat(asked.getFirst().judgement().score()).isEqualTo(0.45);
        assertThat(asked.getFirst().signed()).isFalse();
    }

    @Test
    void withoutOneNothingIsSaidOfIt() {
        assertThat(signal(decide((Judging) null, READ)).judge()).isEqualTo(Signal.Intent.Judge.NOT_CONFIGURED);
        assertThat(asked).isEmpty();
        score = 0.1;
        assertThat(signal(decide(USUAL, READ)).judge()).isEqualTo(Signal.Intent.Judge.NOT_ASKED);
    }

    @Test
    void whatItFindsInconsistentWaitsForAHumanAndIsNeverDenied() {
        judge = _ -> new Advice.Inconsistent("nobody asked for a customer");
        for (double each : new double[] {0.45, 0.55}) {
            score = each;
            Decision decision = decide(USUAL, READ);
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Hold.class,
                            hold -> assertThat(hold.reason())
                                    .startsWith("this may not be what was asked for: ")
                                    .contains("the judge finds")
                                    .doesNotContain("nobody asked for a customer"));
            assertThat(signal(decision).judge()).isEqualTo(Signal.Intent.Judge.INCONSISTENT);
            assertThat(signal(decision).said()).isEqualTo("nobody asked for a customer");
            assertThat(signal(decision).course()).isEqualTo(Course.STEP_UP);
        }
    }

    @Test
    void whatItFindsConsistentNeedsNoHuman() {
        score = 0.55;
        Decision decision = decide(USUAL, READ);
        assertThat(decision).isInstanceOf(Permit.class);
        assertThat(signal(decision))
                .isEqualTo(new Signal.Intent(
                        Course.ALLOW,
                        550,
                        "test",
                        List.of("the ticket says so"),
                        Signal.Intent.Judge.CONSISTENT,
                        "it fits"));
    }

    @Test
    void whenItIsUnsureTheEnginesWordStands() {
        judge = _ -> new Advice.Unsure("who knows");
        assertThat(decide(USUAL, READ)).isInstanceOf(Permit.class);
        score = 0.55;
        assertThat(decide(USUAL, READ)).isInstanceOf(Hold.class);
    }

    @ParameterizedTest
    @CsvSource({
        "DENY,0.45,DENY", "DENY,0.55,DENY",
        "HOLD,0.45,STEP_UP", "HOLD,0.55,STEP_UP",
        "DECIDE_WITHOUT,0.45,ALLOW", "DECIDE_WITHOUT,0.55,STEP_UP"
    })
    void whenItIsUnavailableTheRulesSayWhatFollows(Unavailable unavailable, double given, Course course) {
        score = given;
        judge = _ -> new Advice.Unavailable("no answer in time");
        Decision decision = decide(new Judging(400, 600, unavailable, Duration.ZERO), READ);
        Signal.Intent signal = signal(decision);
        assertThat(signal.course()).isEqualTo(course);
        assertThat(signal.judge()).isEqualTo(Signal.Intent.Judge.UNAVAILABLE);
        assertThat(signal.said()).isEqualTo("no answer in time");
        assertThat(decision)
                .isInstanceOf(
                        switch (course) {
                            case ALLOW -> Permit.class;
                            case STEP_UP -> Hold.class;
                            case DENY -> Deny.class;
                        });
    }

    /// Never trusted to permit what a rule denies: this one is for everything.
    @Test
    void aGullibleOneOpensNoOtherDoor() {
        score = 0.55;
        assertThat(decide(USUAL, Given.perform(Given.read("payroll", Given.byId("7")))))
                .isInstanceOf(Deny.class);
        assertThat(decide(USUAL, Given.perform(Given.read("customers", Given.all()))))
                .isInstanceOf(Deny.class);
        PolicyDecisionPoint doors = doors(USUAL);
        Session session = Given.session(doors);
        for (String id : List.of("1", "2"))
            assertThat(decide(doors, session, read(id))).isInstanceOf(Permit.class);
        Decision third = decide(doors, session, read("3"));
        assertThat(third).isInstanceOf(Deny.class);
        // R24: with the answer it is decided again
        assertThat(signal(third).judge()).isEqualTo(Signal.Intent.Judge.CONSISTENT);
        score = 0.6;
        assertThat(decide(doors, session, READ)).isInstanceOf(Deny.class);
    }

    private static Action read(String id) {
        return Given.perform(Given.read("customers", Given.byId(id)));
    }

    @Test
    void watchedPurposesAskItTooAndStopNothing() {
        judge = _ -> new Advice.Inconsistent("no");
        PolicyDecisionPoint doors = doors(rules(Intent.WATCH, plain()).judgedBy(USUAL));
        Decision decision = decide(doors, Given.session(doors), READ);
        assertThat(decision).isInstanceOf(Permit.class);
        assertThat(signal(decision).course()).isEqualTo(Course.STEP_UP);
    }

    @Test
    void anAnswerIsGoodForOneDecisionAndTheEnginesOwnWordForMany() {
        PolicyDecisionPoint doors = doors(USUAL);
        Session session = Given.session(doors);
        decide(doors, session, READ);
        judge = _ -> new Advice.Inconsistent("now I see");
        assertThat(decide(doors, session, READ)).isInstanceOf(Hold.class);
        score = 0.1;
        decide(doors, session, read("9"));
        assertThat(doors.homework(read("9"), state(session))).isEmpty();
    }

    @Test
    void saysHowLongItMayTake() {
        PolicyDecisionPoint doors = doors(USUAL);
        assertThat(doors.homework(READ, state(Given.session(doors)))
                        .orElseThrow()
                        .outside())
                .isEqualTo(Duration.ofSeconds(6));
        PolicyDecisionPoint alone = doors((Judging) null);
        assertThat(alone.homework(READ, state(Given.session(alone)))
                        .orElseThrow()
                        .outside())
                .isZero();
    }

    @Test
    void aReloadAsksAnew() {
        PolicyDecisionPoint doors = doors((Judging) null);
        Session session = Given.session(doors);
        decide(doors, session, READ);
        doors.reload(rules(Intent.DENY, plain()).judgedBy(USUAL));
        assertThat(signal(decide(doors, session, READ)).judge()).isEqualTo(Signal.Intent.Judge.CONSISTENT);
    }

    @Test
    void whatIsBrokenOffIsNotRemembered() {
        judge = _ -> {
            throw new InterruptedException();
        };
        Decision decision = decide(USUAL, READ);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Deny.class,
                        deny -> assertThat(deny.evidence()).hasOnlyElementsOfType(Signal.NotEvaluated.class));
    }

    /// R21: a judge may repeat what it was shown.
    @Test
    void itsWordsAboutWhatIsSensitiveAreNotKept() {
        Operation look = new Operation(
                Verb.EXECUTE,
                new Resource("crm", Resource.PROPOSAL, "look", List.of()),
                new Scope.AtMost(1),
                Set.of(Label.SENSITIVE));
        Action sensitive = new Action(Action.Phase.PERFORM, List.of(look), List.of(), "{}", "print");
        judge = _ -> new Advice.Unsure("4111 1111 1111 1111 is the card");
        assertThat(signal(decide(USUAL, sensitive)).said()).isEmpty();
        judge = _ -> new Advice.Unavailable("no answer in time");
        assertThat(signal(decide(USUAL, sensitive)).said()).isEqualTo("no answer in time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\ntwo",
                "\u001b[31mone two",
                "one\u202e two",
                "`one` two",
                " one \t two ",
                "one\u0000two",
                "one\u007ftwo"
            })
    void itsWordsAreOneHarmlessLine(String words) {
        assertThat(new Advice.Unsure(words).words()).matches("(\\[31m)?one two");
    }

    @Test
    void itsWordsAreShortAndTheSameWhenReadAgain() {
        for (String each :
                List.of("a".repeat(900), "𝒜".repeat(400), "x 𝒜".repeat(99) + "yz", "é\ud800ü ".repeat(200))) {
            String once = new Advice.Consistent(each).words();
            assertThat(once).isNotEmpty().hasSizeLessThanOrEqualTo(300);
            assertThat(new Advice.Consistent(once).words()).isEqualTo(once);
        }
    }

    /// What does not fit ends it: nothing from behind a gap is glued to what stands before it.
    @Test
    void itsWordsEndWhereTheNextDoesNotFit() {
        String most = "a".repeat(299);
        assertThat(new Advice.Unsure("a".repeat(900)).words()).isEqualTo(most + "a");
        assertThat(new Advice.Unsure(most + "𝒜b").words()).isEqualTo(most);
    }
}
