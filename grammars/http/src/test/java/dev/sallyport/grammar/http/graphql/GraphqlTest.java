package dev.sallyport.grammar.http.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.body.BodyLimits;
import dev.sallyport.grammar.http.body.BodyReader;
import dev.sallyport.grammar.http.body.MediaType;
import dev.sallyport.grammar.http.request.Effect;
import dev.sallyport.grammar.http.request.Found;
import dev.sallyport.grammar.http.request.ReadRequest;
import dev.sallyport.grammar.http.target.CanonicalTarget;
import dev.sallyport.grammar.http.target.TargetRules;
import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.testkit.generate.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class GraphqlTest {

    private static final GraphqlReader READER =
            new GraphqlReader(Map.of("createTicket", Verb.CREATE, "sendMail", Verb.SHARE, "wipe", Verb.DELETE));

    private static Found read(String method, String target, String type, String body) throws Unclear {
        MediaType media = type.isEmpty() ? MediaType.NONE : MediaType.parse(type);
        return READER.find(new ReadRequest(
                method,
                CanonicalTarget.read(target, TargetRules.STRICT),
                media,
                new BodyReader(BodyLimits.DEFAULT).read(media, body.getBytes(StandardCharsets.UTF_8))));
    }

    private static Found post(String body) throws Unclear {
        return read("POST", "/graphql", "application/json", body);
    }

    private static Found query(String query) throws Unclear {
        return read("POST", "/graphql", "application/graphql", query);
    }

    private static String told(Found found) {
        return found.effects().stream().map(GraphqlTest::told).collect(Collectors.joining(" + "));
    }

    private static String told(Effect effect) {
        String scope = switch (effect.scope()) {
            case Scope.Keyed keyed ->
                "by " + String.join("|", keyed.keys().getFirst().values());
            case Scope.AtMost most -> "atMost " + most.records();
            case Scope.Unbounded _ -> "all";
        };
        return effect.verb().name().toLowerCase(Locale.ROOT) + " " + effect.resource()
                + (effect.fields().isEmpty() ? "" : "(" + String.join(",", effect.fields()) + ")") + " " + scope;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ customer(id: 42) { name email } } | read customer(email,name) by 42",
                "query { me: customer(id: \"a\") { n: ssn } } | read customer(ssn) by a",
                "{ a: customer(id: 1) { x } b: customer(id: 2) { x } } | read customer(x) by 1 + read customer(x) by 2",
                "{ customers { name } } | read customers(name) all",
                "{ customers(first: 10) { edges { node { name } } pageInfo { endCursor } } } | read"
                        + " customers(name,pageInfo) atMost 10",
                "{ customers(first: 10, after: \"x\") { nodes { name } } } | read customers(name) all",
                "{ customers(ids: [1, 2]) { name } } | read customers(name) by 1,2",
                "{ customers(first: 10) { nodes { orders(first: 20) { lines(first: 3) { sku } } } } } | read"
                        + " customers(orders) atMost 10 + read customers/orders(lines) atMost 200 + read"
                        + " customers/orders/lines(sku) atMost 600",
                "{ customers(ids: [1, 2]) { orders(first: 5) { id } } } | read customers(orders) by 1,2 + read"
                        + " customers/orders(id) atMost 10",
                "{ a(first: 999999999) { b(first: 999999999) { c(first: 9) { id } } } } | read a(b) atMost 999999999 +"
                        + " read a/b(c) atMost 1000000000 + read a/b/c(id) atMost 1000000000",
                "{ customer(id: 1) { tickets { subject } } } | read customer(tickets) by 1 + read"
                        + " customer/tickets(subject) all",
                "{ customer(id: 1) { org { customers { ssn } } } } | read customer(org) by 1 + read"
                        + " customer/org(customers) all + read customer/org/customers(ssn) all",
                "{ ...R } fragment R on Query { customers { ...C } } fragment C on Customer { ssn } | read"
                        + " customers(ssn) all",
                "{ ... on Query { customers { ... { ssn } } } } | read customers(ssn) all",
                "{ customers @skip(if: true) { name } } | read customers(name) all",
                "mutation { updateTicket(id: 7, note: \"x\") { id } } | execute updateTicket(id) by 7",
                "mutation { createTicket(subject: \"x\") { id customer { name } } } | create createTicket atMost 1 + read"
                        + " createTicket/customer(name) all",
                "mutation { createTicket(in: [{a: 1}, {a: 2}, {a: [1]}]) } | create createTicket atMost 3",
                "mutation { createTicket(in: [{}, {}, {}]) } | create createTicket atMost 3",
                "mutation { createTicket(in: [[], [], []]) } | create createTicket atMost 3",
                "mutation ($a: Int) { createTicket(in: [$a, $a, $a]) } | create createTicket atMost 3",
                "mutation ($a: Int) { createTicket(in: [{b: $a}, {b: $a}]) } | create createTicket atMost 2",
                "mutation { createTicket(in: {list: [{}, {}]}) } | create createTicket atMost 2",
                "{ customer(id: {}) { name } } | read customer(name) all",
                "{ customer(ids: []) { name } } | read customer(name) all",
                "mutation { sendMail(to: \"a\") } | share sendMail atMost 1",
                "mutation { wipe } | delete wipe all",
                "subscription { ticketAdded { id } } | read ticketAdded(id) all",
                "{ __schema { types { name } } } | discover __schema all",
                "{ __typename } | discover __typename atMost 1",
                "{ customer(id: null) { name } } | read customer(name) all",
                "{ customer(id: \"*\") { name } } | read customer(name) all",
            })
    void means(String query, String meaning) throws Exception {
        assertThat(told(query(query)).replace("1|2", "1,2")).isEqualTo(meaning);
    }

    @Test
    void variablesAndDefaultsAreResolved() throws Exception {
        Found found = post("""
                {"query":"query A($id: ID!, $n: Int = 5) { customer(id: $id) { tickets(first: $n) { s } } }",
                 "operationName":"A","variables":{"id":"42","other":{"x":[1]}}}""");
        assertThat(told(found)).isEqualTo("read customer(tickets) by 42 + read customer/tickets(s) atMost 5");
        assertThat(found.arguments())
                .containsExactly(
                        new Argument("customer.id", "42"),
                        new Argument("customer.tickets.first", "5"),
                        new Argument("variables.id", "42"),
                        new Argument("variables.other.x[0]", "1"));
    }

    @Test
    void listsInVariablesAreCounted() throws Exception {
        for (String list : List.of("[{},{},{}]", "[null,null,null]", "[1,2,3]", "[[],{},[1]]")) {
            Found found =
                    post("{\"query\":\"mutation($l:[In]){createTicket(in:$l)}\",\"variables\":{\"l\":" + list + "}}");
            assertThat(told(found)).as(list).isEqualTo("create createTicket atMost 3");
        }
        Found keyed = post("{\"query\":\"query($i:ID){customer(id:$i){a}}\",\"variables\":{\"i\":{}}}");
        assertThat(told(keyed)).isEqualTo("read customer(a) all");
    }

    @Test
    void theNamedOperationIsExecuted() throws Exception {
        String query = "query A { a } mutation B { wipe }";
        assertThat(told(post("{\"query\":\"" + query + "\",\"operationName\":\"B\"}")))
                .isEqualTo("delete wipe all");
        assertThat(told(post("{\"query\":\"" + query + "\",\"operationName\":\"A\"}")))
                .isEqualTo("read a all");
    }

    @Test
    void aBatchIsAllOfThem() throws Exception {
        assertThat(told(post("[{\"query\":\"{a}\"},{\"query\":\"mutation{wipe}\"}]")))
                .isEqualTo("read a all + delete wipe all");
    }

    @Test
    void aQueryMayStandInTheAddress() throws Exception {
        assertThat(told(read("GET", "/graphql?query=query(%24i:Int){a(id:%24i){b}}&variables={%22i%22:3}", "", "")))
                .isEqualTo("read a(b) by 3");
    }

    static Stream<String> unclear() {
        return Stream.of(
                "{}",
                "[]",
                "[" + "{\"query\":\"{a}\"},".repeat(20) + "{\"query\":\"{a}\"}]",
                "1",
                "{\"id\":\"abc\"}",
                "{\"documentId\":\"abc\"}",
                "{\"query\":\"{a}\",\"id\":\"abc\"}",
                "{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"x\"}}}",
                "{\"query\":\"{a}\",\"extensions\":{\"persistedQuery\":{}}}",
                "{\"query\":null}",
                "{\"query\":\"\"}",
                "{\"query\":\"{a\"}",
                "{\"query\":\"{a} {b}\"}",
                "{\"query\":\"query A{a} query A{b}\",\"operationName\":\"A\"}",
                "{\"query\":\"query A{a} query B{b}\"}",
                "{\"query\":\"query A{a}\",\"operationName\":\"C\"}",
                "{\"query\":\"type A { b: Int }\"}",
                "{\"query\":\"{...F} fragment F on A { ...F }\"}",
                "{\"query\":\"{...F}\"}",
                "{\"query\":\"{...F} fragment F on A {a} fragment F on A {b}\"}",
                "{\"query\":\"{a(id:$x){b}}\"}",
                "{\"query\":\"{a}\",\"variables\":[1]}");
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void whatIsNotInTheRequestIsNotGuessed(String body) {
        assertThatThrownBy(() -> post(body)).isInstanceOf(Unclear.class);
    }

    @Test
    void formsAndMixturesAreRefused() {
        assertThatThrownBy(() -> read("POST", "/graphql?query={a}", "application/json", "{\"query\":\"{b}\"}"))
                .isInstanceOf(Unclear.class);
        assertThatThrownBy(() -> read("POST", "/graphql", "application/x-www-form-urlencoded", "query=%7Ba%7D"))
                .isInstanceOf(Unclear.class);
        assertThatThrownBy(() -> read("DELETE", "/graphql?query={a}", "", "")).isInstanceOf(Unclear.class);
        assertThatThrownBy(() -> read("GET", "/graphql?query={a}&query={b}", "", ""))
                .isInstanceOf(Unclear.class);
        assertThatThrownBy(() -> read("GET", "/graphql", "", "")).isInstanceOf(Unclear.class);
    }

    @Test
    void depthBreadthAndMultiplicationAreBounded() {
        StringBuilder doubling = new StringBuilder("{...F0} ");
        for (int i = 0; i < 30; i++) {
            doubling.append("fragment F")
                    .append(i)
                    .append(" on A {...F")
                    .append(i + 1)
                    .append(" ...F")
                    .append(i + 1)
                    .append("} ");
        }
        doubling.append("fragment F30 on A {a}");
        for (String query : List.of(
                "{a".repeat(3000),
                "{a{b".repeat(45) + "}}".repeat(45),
                "{" + "a ".repeat(9000) + "}",
                "{" + "a{b} ".repeat(300) + "}",
                "{a(x:" + "[".repeat(2000) + "]".repeat(2000) + ")}",
                "{a(x:[" + "1 ".repeat(6000) + "])}",
                "{" + "a".repeat(60_000) + "(x:[" + "1 ".repeat(4000) + "])}",
                "{" + "a".repeat(600) + "(x:[" + "1 ".repeat(4000) + "])}",
                "#" + "x".repeat(200_000) + "\n{a}",
                doubling.toString())) {
            assertThatThrownBy(() -> query(query)).isInstanceOf(Unclear.class);
        }
    }

    @Test
    void damageIsAnAnswerAndNeverAnotherException() {
        byte[] good =
                ("query A($x: [Int] = [1, 2]) { a: b(c: {d: \"e\", f: $x, g: E, h: 1.5, i: true}) @j { ...K ... on L"
                                + " { m } } } fragment K on N { o(p: \"\"\"q\"\"\") }")
                        .getBytes(StandardCharsets.UTF_8);
        Seeded.forAll(2000, some -> {
            try {
                String query = new String(some.damaged(good), StandardCharsets.ISO_8859_1);
                assertThat(query(query).effects()).isNotEmpty();
            } catch (Unclear e) {
                assertThat(e.reason()).isNotEmpty();
            }
        });
    }

    @Test
    void jsonOfTheAddressIsStrictToo() {
        assertThatThrownBy(() -> read("GET", "/graphql?query={a}&variables={%22a%22:1,%22a%22:2}", "", ""))
                .isInstanceOf(Unclear.class);
    }
}
