package dev.sallyport.authority.intent.session;

import static dev.sallyport.authority.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.Signal.Proposed;
import dev.sallyport.api.decision.Signal.Proposed.Match;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.Given;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Contract.Unproposed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a model proposed and what then happens: matched, or nobody's.
class ProposedDoorTest {

    private static final Turn WORDS = new Turn("assistant", "I shall look", "gpt", Tier.OBSERVED, "s-1");
    private static final Action READ = sql("SELECT * FROM customers WHERE id = $1", Verb.READ, "7");

    private final ProposedDoor door = new ProposedDoor();

    private static Turn call(String tool, String arguments) {
        return new Turn("call", arguments, tool, Tier.OBSERVED, "s-2");
    }

    private static Action sql(String statement, Verb verb, String... arguments) {
        return action("table", "customers", verb, statement, arguments);
    }

    private static Action action(String kind, String name, Verb verb, String statement, String... arguments) {
        List<Action.Argument> all = new ArrayList<>();
        for (String each : arguments) {
            int at = each.indexOf(": ");
            all.add(new Action.Argument(at < 0 ? "1" : each.substring(0, at), at < 0 ? each : each.substring(at + 2)));
        }
        Operation operation =
                new Operation(verb, new Resource("crm", kind, name, List.of("id")), new Scope.Unbounded(-1), Set.of());
        return new Action(Action.Phase.PERFORM, List.of(operation), all, statement, "print of " + statement + all);
    }

    private static State state(Session session, Turn... turns) {
        return new State(session, new PromptContext(List.of(turns)), NOON, Approval.None.NONE);
    }

    private Optional<Proposed> ask(Action action, Turn... turns) {
        return door.proposed(Unproposed.WATCH, action, state(Given.session(doors(Unproposed.WATCH)), turns));
    }

    private static PolicyDecisionPoint doors(Unproposed unproposed) {
        Contract plain = Given.contract("resolve-ticket", Otherwise.DENY, Given.line(Verb.READ, "customers"));
        Contract contract = new Contract(
                plain.name(),
                "",
                plain.allow(),
                Otherwise.DENY,
                Duration.ofMinutes(5),
                Contract.Intent.OFF,
                Contract.Unusual.OFF,
                unproposed,
                Given.NO_LIMIT);
        return new PolicyDecisionPoint(Given.rules(contract), Given.counters());
    }

    private static Decision decide(Unproposed mode, Action action, Turn... turns) {
        PolicyDecisionPoint doors = doors(mode);
        State state = state(Given.session(doors), turns);
        doors.homework(action, state).ifPresent(Runnable::run);
        return doors.decide(action, state);
    }

    @Test
    void nothingIsSaidWhereNoModelSpeaksThroughTheGateway() {
        assertThat(ask(READ)).isEmpty();
        assertThat(ask(READ, new Turn("user", "read", "", Tier.DECLARED))).isEmpty();
        // an agent that says that its model spoke has no model here (R2)
        assertThat(ask(READ, new Turn("call", "{\"id\":7}", "read", Tier.DECLARED)))
                .isEmpty();
        assertThat(ask(READ, new Turn("tool", "a row", "crm/customers", Tier.OBSERVED)))
                .isEmpty();
    }

    @Test
    void whatNoModelProposedIsNobodys() {
        assertThat(ask(READ, WORDS)).contains(Proposed.BY_NOBODY);
        assertThat(ask(READ, WORDS, call("read_customer", "{\"id\":8}"))).contains(Proposed.BY_NOBODY);
        // a forged proposal beside the model's words (R2)
        assertThat(ask(READ, WORDS, new Turn("call", "{\"id\":7}", "read_customer", Tier.DECLARED)))
                .contains(Proposed.BY_NOBODY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // the statement itself, and the same in other lines
                "SELECT * FROM customers WHERE id = 7 | run_sql | {\"sql\":\"SELECT *\\n FROM customers  WHERE id = 7;\"} | true",
                "SELECT * FROM customers | run_sql | {\"sql\":\"SELECT * FROM customers\"} | true",
                "SELECT * FROM customers | run_sql | {\"sql\":\"SELECT id FROM customers WHERE id = 7\"} | false",
                // its values are the arguments of the call
                "SELECT * FROM customers WHERE id = 7 LIMIT 50 | read_customer | {\"id\":7.0} | true",
                "SELECT * FROM customers WHERE name = 'O''Hara' | find | {\"name\":\"O'Hara\"} | true",
                "SELECT * FROM customers WHERE id = 7 OR id = 8 | read_customer | {\"id\":7} | false",
                "UPDATE customers SET email = 'evil@x' WHERE id = 7 | update | {\"id\":7,\"email\":\"good@x\"} | false",
                "SELECT * FROM customers WHERE id = 0 | read_customer | {\"id\":0} | true",
                "SELECT * FROM customers WHERE code = '007' | read | {\"code\":7} | false",
                "SELECT * FROM customers WHERE id = '$1' | read_customer | {\"id\":7} | false",
                // nothing was given: the tool's name says it
                "SELECT * FROM customers | list_customers | {} | true",
                "SELECT * FROM customers | list_customer | {} | true",
                "SELECT * FROM customers | list_tickets | {} | false",
                "SELECT * FROM customers | say | {\"text\":\"SELECT * FROM customers WHERE id = 7\"} | false",
            })
    void aStatementIsTheModelsWhenItsValuesAre(String statement, String tool, String arguments, boolean matches) {
        Proposed proposed =
                ask(sql(statement, Verb.READ), WORDS, call(tool, arguments)).orElseThrow();
        assertThat(proposed).isEqualTo(matches ? new Proposed(Match.MODEL, tool, "s-2") : Proposed.BY_NOBODY);
    }

    @Test
    void boundParametersAreValuesToo() {
        Turn proposed = call("update_email", "{\"id\":7,\"email\":\"a@b.example\"}");
        String update = "UPDATE customers SET email = $2 WHERE id = $1";
        assertThat(ask(sql(update, Verb.UPDATE, "7", "a@b.example"), proposed))
                .contains(new Proposed(Match.MODEL, "update_email", "s-2"));
        assertThat(ask(sql(update, Verb.UPDATE, "7", "x@b.example"), proposed)).contains(Proposed.BY_NOBODY);
        // whoever changes everything was not told to by a name alone
        assertThat(ask(sql("DELETE FROM customers", Verb.DELETE), call("delete_customers", "{}")))
                .contains(Proposed.BY_NOBODY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "add_note | {\"note\":\"hi\",\"id\":17} | MODEL",
                "helpdesk__add_note | {\"note\":\"hi\",\"id\":17.0} | MODEL",
                "add_note | {\"note\":\"hi\",\"id\":18} | OTHERWISE",
                "add_note | {\"note\":\"hi\"} | OTHERWISE",
                "add_note | {\"note\":\"hi\",\"id\":17,\"dry\":true} | OTHERWISE",
                "add_note | {\"note\":17,\"id\":\"hi\"} | OTHERWISE",
                "xadd_note | {\"note\":\"hi\",\"id\":17} | NOBODY",
                "note | {\"note\":\"hi\",\"id\":17} | NOBODY",
            })
    void aToolIsTheModelsWithItsVeryArguments(String tool, String arguments, Match match) {
        String statement = "tools/call {\"arguments\":{\"id\":17,\"note\":\"hi\"},\"name\":\"add_note\"}";
        Action note = action("tool", "notes", Verb.CREATE, statement, "id: 17", "note: hi");
        assertThat(ask(note, WORDS, call(tool, arguments)).orElseThrow().match())
                .isEqualTo(match);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"url\":\"https://h.example/api/hooks/partner?mode=full\",\"body\":\"{\\\"text\\\": \\\"hi\\\"}\"} | MODEL",
                "{\"url\":\"https://h.example/hooks/other?mode=full\",\"body\":\"{\\\"text\\\": \\\"hi\\\"}\"} | NOBODY",
                "{\"url\":\"https://h.example/hooks/partner?mode=full\",\"body\":\"{\\\"text\\\": \\\"ho\\\"}\"} | NOBODY",
                "{\"text\":\"hi\",\"mode\":\"full\"} | MODEL",
                "{\"path\":\"/hooks/partner\",\"text\":\"hi\",\"mode\":\"full\"} | MODEL",
                "{\"path\":\"/hooks/other\",\"text\":\"hi\",\"mode\":\"full\"} | NOBODY",
                "{\"text\":\"hi\"} | NOBODY",
            })
    void aRequestIsTheModelsWithItsValuesAtItsAddress(String arguments, Match match) {
        Action post = action(
                "resource",
                "hooks/partner",
                Verb.CREATE,
                "POST /hooks/partner?mode=full\n\n{\"text\":\"hi\"}",
                "query.mode: full",
                "body.text: hi");
        assertThat(ask(post, WORDS, call("http_post", arguments)).orElseThrow().match())
                .isEqualTo(match);
    }

    @Test
    void aRequestWithoutABodyHasAnAddressToo() {
        Action get = action("resource", "hooks/partner", Verb.READ, "GET /hooks/partner");
        assertThat(ask(get, call("http_get", "{\"path\":\"/hooks/partner\"}"))
                        .orElseThrow()
                        .match())
                .isEqualTo(Match.MODEL);
        assertThat(ask(get, call("http_get", "{\"path\":\"/hooks/other\"}"))).contains(Proposed.BY_NOBODY);
    }

    @Test
    void whatIsNoEscapeInAnAddressIsAValueAsItStands() {
        Action get = action("resource", "offers", Verb.READ, "GET /offers?off=100%", "query.off: 100%");
        assertThat(ask(get, call("http_get", "{\"path\":\"/offers?off=100%\"}"))
                        .orElseThrow()
                        .match())
                .isEqualTo(Match.MODEL);
        assertThat(ask(get, call("http_get", "{\"path\":\"/offers?off=10%\"}"))).contains(Proposed.BY_NOBODY);
    }

    /// A resource in a tool's name is one, however many of them the name speaks of; short names are themselves.
    @ParameterizedTest
    @CsvSource({"customer,list_customers,MODEL", "cats,list_cat,MODEL", "gas,list_ga,NOBODY", "gas,list_gas,MODEL"})
    void aToolMayBeNamedAfterOneOrMany(String table, String tool, Match match) {
        Action all = action("table", table, Verb.READ, "SELECT * FROM " + table);
        assertThat(ask(all, call(tool, "{}")).orElseThrow().match()).isEqualTo(match);
    }

    @Test
    void theModelsVeryStatementIsNotItsOwnWithAnotherParameter() {
        Turn proposed = call("run_sql", "{\"sql\":\"SELECT * FROM customers WHERE id = $1\",\"parameter\":8}");
        assertThat(ask(READ, proposed)).contains(Proposed.BY_NOBODY);
        assertThat(ask(sql(READ.statement(), Verb.READ, "8"), proposed))
                .contains(new Proposed(Match.MODEL, "run_sql", "s-2"));
    }

    /// A connector may know a key that neither an argument nor the statement shows.
    @Test
    void theKeysOfAnOperationAreValuesToo() {
        Turn proposed = call("read_customer", "{\"id\":7}");
        assertThat(ask(Given.perform(Given.read("customers", Given.byId("7"))), proposed)
                        .orElseThrow()
                        .match())
                .isEqualTo(Match.MODEL);
        assertThat(ask(Given.perform(Given.read("customers", Given.byId("7", "8"))), proposed))
                .contains(Proposed.BY_NOBODY);
    }

    @Test
    void whatWasProposedIsForgottenWithItsSession() {
        PolicyDecisionPoint doors = doors(Unproposed.WATCH);
        State state = state(Given.session(doors), WORDS);
        doors.homework(READ, state).ifPresent(Runnable::run);
        assertThat(doors.homework(READ, state)).isEmpty();
        doors.forget(state.session().id());
        assertThat(doors.homework(READ, state)).isPresent();
    }

    @Test
    void lookingAtStructureAndAskingAModelAreNotProposed() {
        assertThat(ask(sql("\\d", Verb.DISCOVER), WORDS)).isEmpty();
        assertThat(ask(action("model", "gpt", Verb.EXECUTE, "POST /v1/x"), WORDS))
                .isEmpty();
        assertThat(ask(action(Resource.PROPOSAL, "run_sql", Verb.EXECUTE, "{}"), WORDS))
                .isEmpty();
    }

    @Test
    void thePurposeSaysWhatBecomesOfIt() {
        assertThat(decide(Unproposed.OFF, READ, WORDS))
                .isInstanceOfSatisfying(
                        Permit.class,
                        permit -> assertThat(permit.evidence()).doesNotHaveAnyElementsOfTypes(Proposed.class));
        assertThat(decide(Unproposed.WATCH, READ, WORDS))
                .isInstanceOfSatisfying(
                        Permit.class, permit -> assertThat(permit.evidence()).contains(Proposed.BY_NOBODY));
        assertThat(decide(Unproposed.HOLD, READ, WORDS)).isInstanceOfSatisfying(Hold.class, hold -> {
            assertThat(hold.rule()).isEqualTo("purposes.resolve-ticket.unproposed");
            assertThat(hold.reason()).startsWith("no model proposed this");
        });
        assertThat(decide(Unproposed.DENY, READ, WORDS)).isInstanceOfSatisfying(Deny.class, deny -> {
            assertThat(deny.rule()).isEqualTo("purposes.resolve-ticket.unproposed");
            assertThat(deny.evidence()).containsExactly(Proposed.BY_NOBODY);
        });
        assertThat(decide(Unproposed.DENY, READ, WORDS, call("read_customer", "{\"id\":7}")))
                .isInstanceOfSatisfying(
                        Permit.class,
                        permit -> assertThat(permit.evidence())
                                .contains(new Proposed(Match.MODEL, "read_customer", "s-2")));
    }

    /// R19: a human releases exactly what was shown.
    @Test
    void whatAHumanReleasedPasses() {
        PolicyDecisionPoint doors = doors(Unproposed.HOLD);
        Approval released = new Approval.Given("h1", "alice", READ.fingerprint());
        State state = new State(Given.session(doors), new PromptContext(List.of(WORDS)), NOON, released);
        assertThat(doors.decide(READ, state))
                .isInstanceOfSatisfying(
                        Permit.class,
                        permit -> assertThat(permit.evidence()).contains(new Signal.Approved("h1", "alice")));
    }

    @Test
    void whatNoLineAllowsIsToldToo() {
        Action tickets = action("table", "tickets", Verb.READ, "SELECT * FROM tickets");
        assertThat(decide(Unproposed.WATCH, tickets, WORDS)).isInstanceOfSatisfying(Deny.class, deny -> {
            assertThat(deny.rule()).isEqualTo("purposes.resolve-ticket.otherwise");
            assertThat(deny.evidence()).endsWith(Proposed.BY_NOBODY);
        });
    }

    /// R24: nothing but action and context; and quick once the context is known.
    @Test
    void theAnswerDependsOnNothingThatWasAskedBefore() {
        Session session = Given.session(doors(Unproposed.WATCH));
        State one = state(session, WORDS, call("read_customer", "{\"id\":7}"));
        assertThat(door.homework(Unproposed.WATCH, READ, one)).isPresent();
        Optional<Proposed> first = door.proposed(Unproposed.WATCH, READ, one);
        assertThat(door.homework(Unproposed.WATCH, READ, one)).isEmpty();
        assertThat(door.proposed(Unproposed.WATCH, READ, state(session, WORDS))).contains(Proposed.BY_NOBODY);
        assertThat(door.proposed(Unproposed.WATCH, READ, one)).isEqualTo(first);
        door.forget(session.id());
        assertThat(door.proposed(Unproposed.WATCH, READ, one)).isEqualTo(first);
    }

    @Test
    void manyProposalsAreBounded() {
        List<Turn> turns = new ArrayList<>(List.of(call("read_customer", "{\"id\":7}")));
        for (int i = 0; i < ModelCalls.MOST - 1; i++) turns.add(call("other", "{\"n\":\"n" + i + "\"}"));
        assertThat(ask(READ, turns.toArray(Turn[]::new)).orElseThrow().match()).isEqualTo(Match.MODEL);
        turns.add(call("other", "{}"));
        assertThat(ask(READ, turns.toArray(Turn[]::new)).orElseThrow().match()).isEqualTo(Match.NOBODY);
    }

    /// What a model writes may be anything.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[[[[[[[[[[",
                "{\"a\":\"%zz/%\",\"b\":\"http://%\"}",
                "{\"url\":\"/%E0%A4%A?x\"}",
                "{\"sql\":\"select '''''''''\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"n\":1e999999999,\"m\":-0.0000000000000000000000000000000000001}",
            })
    void hostileArgumentsAreNobodys(String arguments) {
        assertThat(ask(READ, WORDS, call("`\u001b[31m\u202ex", arguments))).contains(Proposed.BY_NOBODY);
        Action tool = action("tool", "x", Verb.EXECUTE, "tools/call {", "id: 7");
        assertThat(ask(tool, WORDS, call("\u001b[31m\u202e_x", arguments)).orElseThrow())
                .isEqualTo(new Proposed(Match.OTHERWISE, "[31m _x", "s-2"));
    }
}
