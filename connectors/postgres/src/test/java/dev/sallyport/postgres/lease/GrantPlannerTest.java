package dev.sallyport.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Envelope.Allowance;
import dev.sallyport.api.target.Verb;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.QualifiedName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The lease is shaped by the purpose: the target's role ∩ the envelope.
class GrantPlannerTest {

    private static final QualifiedName CUSTOMERS = new QualifiedName("public", "customers");
    private static final QualifiedName TICKETS = new QualifiedName("public", "tickets");
    private static final QualifiedName PEOPLE = new QualifiedName("hr", "people");

    private static final ServerFacts FACTS = new ServerFacts(
            Map.of(
                    CUSTOMERS, List.of("id", "email", "name", "ssn"),
                    TICKETS, List.of("id", "customer_id", "status", "note"),
                    PEOPLE, List.of("id", "name")),
            Map.of(CUSTOMERS, Set.of("email", "id", "ssn"), TICKETS, Set.of("id"), PEOPLE, Set.of("id")),
            Map.of(new QualifiedName("public", "tickets_id_seq"), TICKETS),
            Set.of(),
            true);

    private static String plan(Envelope envelope, String... lines) {
        List<Grant> role = Arrays.stream(lines).map(l -> Grant.parse("r", l)).toList();
        return new GrantPlanner(TestServer.target("a", "", "gw", 1, Map.of()), envelope, FACTS)
                .plan(role)
                .describe();
    }

    private static Envelope allows(Allowance... allowances) {
        return new Envelope(false, List.of(allowances));
    }

    private static Allowance may(Verb verb, String resource) {
        return new Allowance(verb, resource);
    }

    @Test
    void anUnrestrictedEnvelopeLeavesTheRole() {
        assertThat(plan(Envelope.UNRESTRICTED, "SELECT ON tickets, hr.people", "UPDATE (status, note) ON tickets"))
                .isEqualTo("SELECT ON tickets; SELECT ON hr.people; UPDATE (status, note) ON tickets");
    }

    @Test
    void onlyWhatBothAllow() {
        Envelope envelope = allows(may(Verb.READ, "tickets"), may(Verb.DELETE, "hr.people"));
        assertThat(plan(envelope, "SELECT ON tickets, customers", "UPDATE ON tickets", "INSERT ON hr.people"))
                .isEqualTo("SELECT ON tickets");
        assertThat(plan(allows(), "SELECT ON tickets")).isEqualTo("nothing");
    }

    @Test
    void aStarAllowsTheVerbEverywhere() {
        assertThat(plan(allows(may(Verb.READ, "*")), "SELECT ON tickets", "DELETE ON tickets"))
                .isEqualTo("SELECT ON tickets");
    }

    @Test
    void everyVerbHasItsPrivilege() {
        String[] role = {"SELECT ON tickets", "INSERT ON tickets", "UPDATE ON tickets", "DELETE ON tickets"};
        assertThat(plan(allows(may(Verb.READ, "tickets")), role)).isEqualTo("SELECT ON tickets");
        assertThat(plan(allows(may(Verb.CREATE, "tickets")), role)).isEqualTo("INSERT ON tickets");
        assertThat(plan(allows(may(Verb.UPDATE, "tickets")), role))
                .isEqualTo("SELECT (id) ON tickets; UPDATE ON tickets");
        assertThat(plan(allows(may(Verb.DELETE, "tickets")), role))
                .isEqualTo("SELECT (id) ON tickets; DELETE ON tickets");
        assertThat(plan(allows(may(Verb.UNKNOWN, "*"), may(Verb.DEFINE, "*")), role))
                .isEqualTo("nothing");
    }

    @Test
    void aKeyedUpdateMayNameItsKeyOnlyWhereTheRoleReadsIt() {
        Envelope envelope = allows(may(Verb.UPDATE, "tickets"));
        assertThat(plan(envelope, "UPDATE (status) ON tickets")).isEqualTo("UPDATE (status) ON tickets");
        assertThat(plan(envelope, "UPDATE (status) ON tickets", "SELECT (note) ON tickets"))
                .isEqualTo("UPDATE (status) ON tickets");
    }

    @Test
    void sensitiveColumnsAreLeftOutUnlessTheRoleNamesThem() {
        assertThat(plan(Envelope.UNRESTRICTED, "SELECT ON customers"))
                .isEqualTo("SELECT (id, email, name) ON customers");
        assertThat(plan(Envelope.UNRESTRICTED, "SELECT ON customers", "SELECT (ssn) ON customers"))
                .isEqualTo("SELECT (id, email, name, ssn) ON customers");
        assertThat(plan(Envelope.UNRESTRICTED, "UPDATE ON customers", "DELETE ON customers"))
                .isEqualTo("UPDATE (id, email, name) ON customers; DELETE ON customers");
    }

    @Test
    void aSensitiveKeyIsNoKeyToNameEither() {
        assertThat(plan(allows(may(Verb.DELETE, "customers")), "SELECT (ssn, id) ON customers", "DELETE ON customers"))
                .isEqualTo("SELECT (id) ON customers; DELETE ON customers");
    }

    @Test
    void aTableOfNothingButSensitiveColumnsIsNotTheWholeTable() {
        ServerFacts facts = new ServerFacts(Map.of(CUSTOMERS, List.of("ssn")), Map.of(), Map.of(), Set.of(), true);
        GrantPlan plan = new GrantPlanner(TestServer.target("a", "", "gw", 1, Map.of()), Envelope.UNRESTRICTED, facts)
                .plan(List.of(Grant.parse("r", "SELECT ON customers")));
        assertThat(plan.tables()).isEmpty();
    }

    @Test
    void whatIsNotThereIsAnErrorNotAGap() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(Envelope.UNRESTRICTED, "SELECT ON nowhere"))
                .withMessage("targets.crm.roles: name a table that exists: `nowhere`");
        ServerFacts renamed =
                new ServerFacts(Map.of(CUSTOMERS, List.of("id", "social")), Map.of(), Map.of(), Set.of(), true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GrantPlanner(
                                TestServer.target("a", "", "gw", 1, Map.of()), Envelope.UNRESTRICTED, renamed)
                        .plan(List.of(Grant.parse("r", "SELECT ON customers"))))
                .withMessage("targets.crm.sensitive.customers: name a column that exists: `ssn`");
    }

    @Test
    void aSequenceServesWhoeverMayInsert() {
        String[] role = {"USAGE ON SEQUENCE tickets_id_seq"};
        assertThat(plan(allows(may(Verb.CREATE, "tickets")), role)).isEqualTo("USAGE ON SEQUENCE tickets_id_seq");
        assertThat(plan(allows(may(Verb.READ, "tickets")), role)).isEqualTo("nothing");
    }

    @Test
    void aFunctionNeedsTheVerbExecute() {
        String[] role = {"EXECUTE ON FUNCTION hr.raise(int)"};
        assertThat(plan(allows(may(Verb.EXECUTE, "hr.raise")), role)).isEqualTo("EXECUTE ON FUNCTION hr.raise(int)");
        assertThat(plan(allows(may(Verb.UPDATE, "hr.people")), role)).isEqualTo("nothing");
    }
}
