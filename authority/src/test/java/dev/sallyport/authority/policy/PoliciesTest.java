package dev.sallyport.authority.policy;

import static dev.sallyport.authority.Given.NO_LIMIT;
import static dev.sallyport.authority.Given.contract;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.Explanation;
import dev.sallyport.authority.Given;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.InvalidRulesException;
import dev.sallyport.authority.rules.Rules;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Cedar at door one, the real engine.
class PoliciesTest {

    private static final Action TICKET = perform(read("tickets", new Scope.AtMost(1)));

    private static Rules rules(String policies) {
        return Given.rules(
                List.of(Given.access("resolve-ticket")),
                NO_LIMIT,
                Map.of("rules.cedar", policies),
                contract("resolve-ticket", Otherwise.DENY, line(Verb.READ, "*")));
    }

    private static Decision decide(String policies, Map<String, Object> claims, Action action) {
        PolicyDecisionPoint doors = new PolicyDecisionPoint(rules(policies), Given.counters());
        Session session = Given.session(doors, Given.workload("w", claims), DeclaredPurpose.NONE);
        doors.homework(action, Given.state(session)).ifPresent(Runnable::run);
        return doors.decide(action, Given.state(session));
    }

    private static void denied(Decision decision, String rule) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Deny.class, deny -> assertThat(deny.rule()).isEqualTo(rule));
    }

    @Test
    void aPolicyPermitsByClaimVerbResourceAndPurpose() {
        String policy = """
                @id("support reads")
                permit(principal in AuthMethod::"support-pods", action == Action::"READ", resource in Target::"crm")
                when { principal.claims.namespace == "support" && context.purpose == "resolve-ticket"
                       && context.role == "support" && resource.name like "tick*" && context.fields.contains("name") };
                """;
        assertThat(decide(policy, Map.of("namespace", "support"), TICKET))
                .isInstanceOfSatisfying(
                        Permit.class,
                        permit -> assertThat(permit.evidence())
                                .contains(new Signal.Policies("cedar", true, List.of("support reads"), List.of())));
        denied(decide(policy, Map.of("namespace", "sales"), TICKET), "policies");
        denied(decide(policy, Map.of("namespace", "support"), perform(read("payroll", Given.all()))), "policies");
    }

    @Test
    void aForbidOverridesAPermitAndIsNamed() {
        denied(
                decide(
                        "permit(principal, action, resource);"
                                + "@id(\"no-tickets\") forbid(principal, action, resource == Resource::\"crm/tickets\");",
                        Map.of(),
                        TICKET),
                "policies.no-tickets");
    }

    @Test
    void aPolicyThatFailsDeniesAndIsNamed() {
        Decision decision = decide(
                "permit(principal, action, resource);\n"
                        + "forbid(principal, action, resource) when { principal.claims.missing == 1 };",
                Map.of(),
                TICKET);
        denied(decision, "policies.rules.cedar#2");
        assertThat(((Deny) decision).evidence())
                .contains(new Signal.Policies("cedar", false, List.of("rules.cedar#1"), List.of("rules.cedar#2")));
    }

    @Test
    void aTargetThatNoPolicyConcernsIsLeftToTheAccessRules() {
        assertThat(decide("forbid(principal, action, resource in Target::\"erp\");", Map.of(), TICKET))
                .isInstanceOf(Permit.class);
        denied(
                decide("forbid(principal, action, resource in Target::\"crm\");", Map.of(), TICKET),
                "policies.rules.cedar#1");
        denied(decide("forbid(principal, action, resource is Resource);", Map.of(), TICKET), "policies.rules.cedar#1");
    }

    @Test
    void whatNobodyEvaluatedIsDenied() {
        PolicyDecisionPoint doors =
                new PolicyDecisionPoint(rules("permit(principal, action, resource);"), Given.counters());
        Session session = Given.session(doors);
        Decision decision = doors.decide(TICKET, Given.state(session));
        denied(decision, "policies");
        assertThat(((Deny) decision).evidence()).hasAtLeastOneElementOfType(Signal.NotEvaluated.class);
    }

    @Test
    void anAnswerIsRememberedForTheSessionAndForgottenWithIt() {
        PolicyDecisionPoint doors =
                new PolicyDecisionPoint(rules("permit(principal, action, resource);"), Given.counters());
        Session session = Given.session(doors);
        doors.homework(TICKET, Given.state(session)).orElseThrow().run();
        assertThat(doors.homework(TICKET, Given.state(session))).isEmpty();
        assertThat(doors.homework(perform(read("payroll", Given.all())), Given.state(session)))
                .isPresent();
        doors.forget(session.id());
        assertThat(doors.homework(TICKET, Given.state(session))).isPresent();
    }

    @Test
    void anAnswerIsNotCarriedOverAReload() {
        PolicyDecisionPoint doors =
                new PolicyDecisionPoint(rules("permit(principal, action, resource);"), Given.counters());
        Session session = Given.session(doors);
        doors.homework(TICKET, Given.state(session)).orElseThrow().run();
        doors.reload(rules("forbid(principal, action, resource);"));
        assertThat(doors.decide(TICKET, Given.state(session))).isInstanceOf(Deny.class);
        doors.homework(TICKET, Given.state(session)).orElseThrow().run();
        denied(doors.decide(TICKET, Given.state(session)), "policies.rules.cedar#1");
    }

    @Test
    void whatConcernsTheSessionAloneIsNoQuestion() {
        assertThat(decide("forbid(principal, action, resource);", Map.of(), perform(Given.begin())))
                .isInstanceOf(Permit.class);
    }

    @Test
    void whatIsNotUnderstoodIsAQuestionAboutEverything() {
        denied(decide("permit(principal, action == Action::\"READ\", resource);", Map.of(), perform()), "policies");
    }

    @Test
    void claimsOfEveryKindReachThePolicy() {
        String policy = """
                permit(principal, action, resource) when {
                  principal.claims.n == 7 && principal.claims.b && principal.claims.list.contains("x")
                  && principal.claims.map.deep == "y" && principal.claims.ratio == "0.5" };
                """;
        Map<String, Object> claims =
                Map.of("n", 7L, "b", true, "list", List.of("x"), "map", Map.of("deep", "y"), "ratio", 0.5);
        assertThat(decide(policy, claims, TICKET)).isInstanceOf(Permit.class);
    }

    @Test
    void aPolicyThatCannotBeReadIsToldWithLineAndColumn() {
        assertThatThrownBy(() -> new PolicyDecisionPoint(
                        rules("permit(principal, action, resource);\n\npermit(principal, action resource);"),
                        Given.counters()))
                .isInstanceOf(InvalidRulesException.class)
                .hasMessageStartingWith(
                        "rules.cedar: not a Cedar policy: line 3, column 26: unexpected token `resource`");
    }

    @Test
    void twoPoliciesOfOneNameAndEmptyTextsAndTemplatesAreRefused() {
        assertThatThrownBy(() -> rulesOf("@id(\"a\") permit(principal, action, resource);"
                        + "@id(\"a\") forbid(principal, action, resource);"))
                .hasMessage("rules.cedar: another policy has the same id: `a`");
        assertThatThrownBy(() -> rulesOf("// nothing")).hasMessageContaining("there is no policy in it");
        assertThatThrownBy(() -> rulesOf("permit(principal == ?principal, action, resource);"))
                .hasMessageContaining("templates");
    }

    private static void rulesOf(String policies) {
        new PolicyDecisionPoint(rules(policies), Given.counters());
    }

    @Test
    void hostileTextIsAComplaintNeverACrash() {
        Random random = new Random(4711);
        String seed = "@id(\"x\") permit(principal, action, resource) when { context.purpose == \"a\" };";
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(seed);
            for (int j = random.nextInt(4); j >= 0; j--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x3000));
            }
            CedarSyntax.complaint(text.toString())
                    .ifPresent(complaint -> assertThat(complaint).isNotBlank());
        }
        assertThat(CedarSyntax.complaint("(".repeat(50_000))).isPresent();
        assertThat(CedarSyntax.complaint(seed)).isEmpty();
    }

    /// It works out itself what a session would have to wait for.
    @Test
    void anExplanationSaysAtWhichDoorItEnded() {
        assertThat(explain("permit(principal, action, resource);")).satisfies(explanation -> {
            assertThat(explanation.decision()).isInstanceOf(Permit.class);
            assertThat(explanation.door()).isEqualTo(2);
        });
        assertThat(explain("@id(\"none\") forbid(principal, action, resource);"))
                .satisfies(explanation -> {
                    denied(explanation.decision(), "policies.none");
                    assertThat(explanation.door()).isEqualTo(1);
                });
    }

    private static Explanation explain(String policies) {
        PolicyDecisionPoint doors = new PolicyDecisionPoint(rules(policies), Given.counters());
        return doors.explain(TICKET, Given.state(Given.session(doors)));
    }
}
