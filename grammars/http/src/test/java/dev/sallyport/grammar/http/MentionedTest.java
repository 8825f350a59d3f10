package dev.sallyport.grammar.http;

import static dev.sallyport.grammar.http.Requests.asked;
import static dev.sallyport.grammar.http.Requests.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.request.Effect;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// R7: sensitive properties that a request speaks of, in whatever words.
class MentionedTest {

    private static final Map<String, Set<String>> SENSITIVE =
            Map.of("customers", Set.of("ssn", "social_security_number"), "files", Set.of("id", "name"));

    private static final HttpGrammar GRAMMAR = HttpGrammarTest.with(MethodOverride.REFUSE, List.of(), SENSITIVE);
    private static final HttpGrammar GRAPHQL = GraphqlRequests.grammar(SENSITIVE);

    private static Set<Label> labels(Asked asked) {
        return only(GRAMMAR.read(asked)).labels();
    }

    private static Operation only(Meaning meaning) {
        assertThat(meaning.operations()).hasSize(1);
        return meaning.operations().getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssn__startswith=1",
                "ssn_like=1",
                "ssnStartsWith=1",
                "SSNStartsWith=1",
                "customerSSN=1",
                "customer.ssn[like]=1",
                "orderBy=ssn_asc",
                "orderBy=SSN_ASC",
                "order=ssnDesc",
                "sort=sSn",
                "filter=$ssn",
                "q=%C3%A9ssn",
                "social_security_number=1",
                "socialSecurityNumber=1",
                "sort=SocialSecurityNumberAsc",
                "sort=socialsecuritynumber",
                "sort=social-security-number",
                "sort=social.security.number_asc",
                "where=social%20security%20number%20is%20null"
            })
    void aSensitiveNameIsAnOracleAsPartOfAnother(String query) {
        assertThat(labels(asked("GET", "/customers/42?" + query, ""))).containsExactly(Label.ORACLE);
        assertThat(labels(asked("GET", "/customers?" + query, ""))).containsExactly(Label.ORACLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/customers?ssnx=1",
                "/customers?xssn=1",
                "/customers?q=lessnoise",
                "/customers?social=1&security=2&number=3",
                "/customers?q=social_number",
                "/files?q=I'd%20like%20it",
                "/files?sort=valid",
                "/files?sort=renamed",
                "/files?q=android"
            })
    void andNoneInAnotherWord(String target) {
        assertThat(labels(asked("GET", target, ""))).containsExactlyInAnyOrder(Label.SENSITIVE, Label.MASKABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{customers(first:2, where:{ssn_contains:1}){id}}",
                "{customers(first:2, where:{and:[{ssnContains:1}]}){id}}",
                "{customers(first:2, orderBy:SSN_ASC){id}}",
                "{customers(first:2, orderBy:[{field:SSN}]){id}}"
            })
    void soInGraphql(String query) {
        Operation operation = only(GRAPHQL.read(GraphqlRequests.query(query)));
        assertThat(operation.labels()).containsExactly(Label.ORACLE);
        // so that a denial can name it
        assertThat(operation.resource().fields()).containsExactly("id", "ssn");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH | /customers/42?where=ssn.eq.123 | {'name':'a'}",
                "PATCH | /customers/42?ssn_like=1 | {'name':'a'}",
                "PUT | /customers/42?if=ssn%3E1 | {'name':'a'}",
                "DELETE | /customers?ssn=1 | ",
                "POST | /customers?on_conflict=ssn | {'name':'a'}"
            })
    void theQueryOfAWriteSaysWhichRecordsAndIsAnOracle(String method, String target, String body) {
        Asked asked = body == null ? asked(method, target, "") : json(method, target, body.replace('\'', '"'));
        assertThat(labels(asked)).containsExactly(Label.ORACLE);
    }

    /// What is written is not what is asked.
    @Test
    void theValuesThatAreWrittenAreNone() {
        assertThat(labels(json("PATCH", "/customers/42", "{\"note\":\"asked for the ssn\"}")))
                .isEmpty();
        assertThat(labels(json("PATCH", "/customers/42", "{\"where\":{\"ssn_eq\":1}}")))
                .containsExactly(Label.SENSITIVE);
    }

    /// Also where nothing of a record is written or shown: the call says whether there is one.
    @Test
    void whatACallOrADeletionNamesIsTouched() {
        HttpGrammar calls = GraphqlRequests.grammar(Map.of("purge", Set.of("ssn")));
        assertThat(only(calls.read(GraphqlRequests.query("mutation{purge(where:{ssn_startswith:1})}")))
                        .labels())
                .containsExactly(Label.SENSITIVE);
        assertThat(only(calls.read(GraphqlRequests.query("mutation{purge(where:{name:1})}")))
                        .labels())
                .isEmpty();
        assertThat(labels(json("DELETE", "/customers", "{\"filter\":{\"ssn_gt\":1}}")))
                .containsExactly(Label.SENSITIVE);
        assertThat(labels(asked("DELETE", "/customers/42", ""))).isEmpty();
    }

    /// As `application/json-patch+json` is: the whole record.
    @ParameterizedTest
    @ValueSource(strings = {"application/json-patch+json", "application/json", "text/plain", "application/x"})
    void aJsonPatchIsOneUnderAnyType(String type) {
        for (String step : List.of(
                "{\"op\":\"copy\",\"from\":\"/ssn\",\"path\":\"/name\"}",
                "{\"op\":\"test\",\"path\":\"/ssn\",\"value\":\"1\"}")) {
            Asked asked = asked("PATCH", "/customers/42", " [" + step + "]", "content-type", type);
            assertThat(only(GRAMMAR.read(asked)).resource().fields()).isEmpty();
        }
        Asked none = asked("PATCH", "/customers/42", "[{\"path\":\"/a\"}]", "content-type", "application/json");
        assertThat(only(GRAMMAR.read(none)).resource().fields()).containsExactly("path");
    }

    /// Once each, for names and for values, however many effects there are and names to look for.
    @Test
    void textsAreGoneThroughOncePerRequest() {
        Sensitivity sensitivity = new Sensitivity(SENSITIVE, true);
        Effect effect = new Effect(Verb.READ, "customers", new Scope.AtMost(1), List.of("id"), "");
        List<Effect> effects = Collections.nCopies(200, effect);
        Counted arguments = new Counted(Collections.nCopies(100, new Argument("a.ssn", "x".repeat(1000))));
        Mentioned mentioned = sensitivity.mentioned(effects, arguments, List.of());
        for (Effect each : effects) {
            assertThat(sensitivity.labels(each, sensitivity.fields(each, mentioned), mentioned))
                    .containsExactly(Label.ORACLE);
        }
        assertThat(arguments.looks).isEqualTo(200);
    }

    /// Tells how often an element was looked at.
    private static final class Counted extends AbstractList<Argument> {
        private final List<Argument> all;
        private int looks;

        Counted(List<Argument> all) {
            this.all = all;
        }

        @Override
        public Argument get(int index) {
            looks++;
            return all.get(index);
        }

        @Override
        public int size() {
            return all.size();
        }
    }
}
