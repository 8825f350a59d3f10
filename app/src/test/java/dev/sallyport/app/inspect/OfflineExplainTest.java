package dev.sallyport.app.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Explain.Effect;
import dev.sallyport.app.cli.work.Explain.Explanation;
import dev.sallyport.app.cli.work.Explain.Question;
import dev.sallyport.app.cli.work.Explain.Step;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sallyport explain`: the real grammar and the real doors, without gateway and target.
class OfflineExplainTest {

    private static final String RESOLVE = "resolve-ticket";
    private static final String FOLD = "SELECT json_agg(t.status) FROM tickets t WHERE customer_id = 42";

    @TempDir
    private Path folder;

    private Example example;

    @BeforeEach
    void aFolder() {
        example = Example.in(folder);
    }

    private Explanation explain(String yaml, String purpose, List<String> claims, String sql, String... parameters)
            throws CommandFailure {
        Question question = new Question(
                example.configuration(yaml), "crm", purpose, "", "", claims, sql, List.of(parameters), null);
        return new OfflineExplain(Example.loader(), InstantSource.fixed(Example.NOW)).explain(question);
    }

    private Explanation explain(String purpose, String sql, String... parameters) throws CommandFailure {
        return explain(Example.YAML, purpose, List.of(), sql, parameters);
    }

    @Test
    void oneCustomerByKeyIsPermittedAndShownFromDoorToDoor() throws Exception {
        assertThat(explain(RESOLVE, "SELECT name, email FROM customers WHERE id = $1", "42"))
                .isEqualTo(new Explanation(
                        List.of(new Effect("READ", "crm/customers", "id, email, name", "id = 42", "")),
                        List.of(
                                new Step("one", "access[0]", "allows", "as support for resolve-ticket"),
                                new Step(
                                        "two",
                                        "purposes.resolve-ticket.allow[0]",
                                        "allows",
                                        "reading `customers` is allowed")),
                        "permit",
                        "purposes.resolve-ticket.allow[0]",
                        "it may, up to 1 record in the answer",
                        List.of(
                                "authMethods.support-pods.where is taken as met, give --claim to ask it",
                                "the target was not asked: relations and columns are those that the configuration and"
                                        + " the statement name, `id` and keys of lines are assumed to be unique, all"
                                        + " columns to be text",
                                "counters are empty here: what sessions and workloads used before is not known")));
    }

    @Test
    void everyCustomerIsDenied() throws Exception {
        Explanation explanation = explain(RESOLVE, "SELECT name FROM customers");
        assertThat(explanation.verdict()).isEqualTo("deny");
        assertThat(explanation.rule()).isEqualTo("purposes.resolve-ticket.allow[0].keyedBy");
        assertThat(explanation.operations()).extracting(Effect::scope).containsExactly("every record");
        assertThat(explanation.steps().getLast().verdict()).isEqualTo("denies");
    }

    @Test
    void aSensitiveColumnIsDeniedWithinAStarToo() throws Exception {
        Explanation explanation = explain(RESOLVE, "SELECT * FROM customers WHERE id = 42");
        assertThat(explanation.verdict()).isEqualTo("deny");
        assertThat(explanation.operations()).extracting(Effect::labels).containsExactly("MASKABLE, SENSITIVE");
        assertThat(explanation.notes()).anyMatch(note -> note.startsWith("`*` stands for"));
    }

    @Test
    void moreKeysThanALimitAllowsAreTheLastStep() throws Exception {
        Explanation explanation = explain(RESOLVE, "SELECT name FROM customers WHERE id IN (1, 2, 3, 4, 5, 6)");
        assertThat(explanation.verdict()).isEqualTo("deny");
        assertThat(explanation.steps().getLast().rule())
                .isEqualTo(explanation.rule())
                .isEqualTo("purposes.resolve-ticket.allow[0].atMost.perAction");
    }

    @Test
    void whatTheTargetWouldCountIsTakenAsOneAndSaidToBe() throws Exception {
        Explanation explanation = explain(RESOLVE, FOLD);
        assertThat(explanation.verdict()).isEqualTo("permit");
        assertThat(explanation.notes()).anyMatch(note -> note.endsWith("one is taken here, give --found N"));
    }

    @Test
    void asManyAsAreSaidToBeFoundAreCharged() throws Exception {
        Explanation few = found(FOLD, 50);
        Explanation many = found(FOLD, 51);
        assertThat(few.verdict()).isEqualTo("permit");
        assertThat(many.verdict()).isEqualTo("deny");
        assertThat(many.rule()).isEqualTo("purposes.resolve-ticket.allow[1].atMost.perSession");
        assertThat(many.notes()).anyMatch(note -> note.endsWith("51 are taken here"));
    }

    @Test
    void whatRowsTellIsNotTakenFromWhatIsSaidToBeFound() throws Exception {
        Explanation explanation = found("SELECT id FROM tickets WHERE customer_id = 42 LIMIT 5", 51);
        assertThat(explanation.verdict()).isEqualTo("permit");
        assertThat(explanation.notes()).noneMatch(note -> note.contains("are taken here"));
    }

    private Explanation found(String sql, long records) throws CommandFailure {
        Question question = new Question(
                example.configuration(Example.YAML), "crm", RESOLVE, "", "", List.of(), sql, List.of(), records);
        return new OfflineExplain(Example.loader(), InstantSource.fixed(Example.NOW)).explain(question);
    }

    @Test
    void aChangeThatNeedsAHumanIsHeld() throws Exception {
        Explanation explanation = explain(RESOLVE, "UPDATE tickets SET status = 'closed' WHERE id = 7");
        assertThat(explanation.verdict()).isEqualTo("hold");
        assertThat(explanation.rule()).isEqualTo("purposes.resolve-ticket.allow[2]");
    }

    @Test
    void withoutAPurposeTheTargetsDefaultContractHolds() throws Exception {
        Explanation explanation = explain("", "SELECT id, status FROM tickets ORDER BY opened_at LIMIT 10");
        assertThat(explanation.verdict()).isEqualTo("permit");
        assertThat(explanation.steps().getFirst().detail()).isEqualTo("as support for default");
        assertThat(explanation.operations()).extracting(Effect::scope).containsExactly("at most 10");
    }

    @Test
    void aTableNobodyConfiguredIsAssumedAndSaidToBe() throws Exception {
        Explanation explanation = explain(RESOLVE, "SELECT salary FROM hr.payroll WHERE id = 1");
        assertThat(explanation.verdict()).isEqualTo("deny");
        assertThat(explanation.operations())
                .extracting(Effect::verb, Effect::resource)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("READ", "crm/hr.payroll"));
        assertThat(explanation.notes()).contains("not in the configuration, assumed to be tables: hr.payroll");
    }

    @Test
    void whatIsNotUnderstoodIsSaidInWords() throws Exception {
        Explanation explanation = explain(RESOLVE, "SELECT pg_sleep(1)");
        assertThat(explanation.verdict()).isEqualTo("deny");
        assertThat(explanation.notes()).anyMatch(note -> note.contains("`pg_sleep`"));
    }

    @Test
    void namesOfOutputColumnsAreNoColumnsOfTheTable() throws Exception {
        Explanation explanation =
                explain("", "SELECT status AS kind, count(*) AS total FROM tickets GROUP BY kind ORDER BY total");
        assertThat(explanation.operations()).extracting(Effect::fields).containsExactly("status");
    }

    @Test
    void plainNamesAndPlainKeysAreKnown() throws Exception {
        String sql = "SELECT name FROM customers WHERE id = 42";
        String plain = Example.YAML.replace("claims[\"kubernetes.io\"].namespace", "claims.namespace");
        for (String support : List.of("kubernetes.io={\"namespace\":\"support\"}", "namespace=support")) {
            assertThat(explain(plain, RESOLVE, List.of(support), sql).steps().getFirst())
                    .isEqualTo(new Step("one", "authMethods.support-pods.where", "allows", "the claims meet it"));
        }
        String github = Example.YAML
                .replace(
                        "kubernetes: { audience: sallyport }",
                        "github: { audience: sallyport, repositories: acme/crm }")
                .replace("where: 'claims[\"kubernetes.io\"].namespace == \"support\"'", "where: ''");
        assertThat(explain(github, RESOLVE, List.of("repository=acme/crm"), sql)
                        .steps()
                        .getFirst())
                .isEqualTo(new Step("one", "authMethods.support-pods", "allows", "the claims meet it"));
        assertThat(explain(github, RESOLVE, List.of("repository=acme/crm2"), sql)
                        .steps()
                        .getFirst())
                .isEqualTo(new Step(
                        "one",
                        "authMethods.support-pods",
                        "denies",
                        "the token's repository is none of those in `repositories`"));
    }

    @Test
    void claimsAreHeldAgainstTheCondition() throws Exception {
        String sql = "SELECT name FROM customers WHERE id = 42";
        List<String> support = List.of("kubernetes.io={\"namespace\":\"support\"}");
        assertThat(explain(Example.YAML, RESOLVE, support, sql).steps().getFirst())
                .isEqualTo(new Step("one", "authMethods.support-pods.where", "allows", "the claims meet it"));
        Explanation refused = explain(Example.YAML, RESOLVE, List.of("kubernetes.io={\"namespace\":\"hr\"}"), sql);
        assertThat(refused.verdict()).isEqualTo("deny");
        assertThat(refused.rule()).isEqualTo("authMethods.support-pods.where");
        assertThat(refused.steps()).hasSize(1);
    }

    @Test
    void policiesSpeakBeforeDoorTwo() throws Exception {
        String yaml = Example.YAML
                + "policies: ['permit (principal, action, resource); @id(\"no-tickets\") forbid (principal, action,"
                + " resource == Resource::\"crm/tickets\");']\n";
        Explanation denied = explain(yaml, RESOLVE, List.of(), "SELECT status FROM tickets WHERE id = 7");
        assertThat(denied.verdict()).isEqualTo("deny");
        assertThat(denied.steps()).extracting(Step::door).containsExactly("one", "one");
        assertThat(denied.steps().getLast().rule()).isEqualTo("policies.no-tickets");
        Explanation allowed = explain(yaml, RESOLVE, List.of(), "SELECT name FROM customers WHERE id = 42");
        assertThat(allowed.steps()).extracting(Step::rule).contains("policies", "purposes.resolve-ticket.allow[0]");
    }

    @Test
    void aNameThatLeadsNowhereIsAUsageError() {
        assertThatThrownBy(() -> explain("resolve-tickets", "SELECT 1"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("did you mean `resolve-ticket`");
    }

    @Test
    void aRoleThatNoRuleGivesIsNamedWithThoseThatAre() {
        Question question = new Question(
                example.configuration(Example.YAML),
                "crm",
                RESOLVE,
                "",
                "boss",
                List.of(),
                "SELECT 1",
                List.of(),
                null);
        assertThatThrownBy(
                        () -> new OfflineExplain(Example.loader(), InstantSource.fixed(Example.NOW)).explain(question))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("no such role at the target in an access rule, use one of `support`: `boss`");
    }
}
