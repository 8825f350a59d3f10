package dev.sallyport.app.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Explain.Effect;
import dev.sallyport.app.cli.work.Explain.Explanation;
import dev.sallyport.app.cli.work.Explain.Question;
import dev.sallyport.app.cli.work.Explain.Step;
import dev.sallyport.app.demo.DemoFolder;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `sallyport explain` for a request and for a call of a tool: the real grammars, walls and doors.
class OverHttpExplainTest {

    private static final String RULES = """
            listen: { http: "127.0.0.1:8443" }
            tls: { certificate: server.crt, key: "file:server.key" }
            authMethods:
              pods: { oidc: { issuer: "https://issuer.example", audience: sallyport } }
            targets:
              shop:
                http: { address: "https://shop.example/v1" }
                roles: { support: [ "GET /customers", "GET /customers/**", "PATCH /customers/*" ] }
              store:
                http: { address: "https://store.example", graphql: /graphql }
                roles: { support: [ "POST /graphql" ] }
                sensitive: { customers: [ssn] }
              helpdesk:
                mcp:
                  address: "https://mcp.example/mcp"
                  tools:
                    get_ticket: { verb: read, resource: tickets, keyedBy: { ticket_id: id } }
                    delete_ticket: { verb: delete, resource: tickets, keyedBy: { ticket_id: id } }
                roles: { support: [ tickets ] }
            access:
              - { from: pods, to: shop, as: support, purposes: [resolve] }
              - { from: pods, to: helpdesk, as: support, purposes: [resolve] }
              - { from: pods, to: store, as: support, purposes: [resolve] }
            purposes:
              resolve:
                description: answer one ticket
                allow:
                  - { read: shop/customers, keyedBy: id }
                  - { update: shop/customers, keyedBy: id, fields: [note], atMost: { perAction: 1 } }
                  - { read: helpdesk/tickets, keyedBy: id }
                  - { discover: helpdesk/tools }
                  - { execute: [store/pay, store/refund], atMost: { perAction: 1 } }
                  - { read: store/items, atMost: { perAction: 5 } }
                  - { read: store/customers, mask: [ssn] }
            """;

    private DemoFolder folder;

    @BeforeEach
    void aFolder() throws IOException {
        folder = DemoFolder.create();
        folder.writeCertificate();
        folder.writePrivate("sallyport.yaml", RULES);
    }

    @AfterEach
    void noFolder() throws IOException {
        folder.close();
    }

    private Explanation explain(String target, String statement, String... parameters) throws CommandFailure {
        Question question = new Question(
                folder.configuration(), target, "resolve", "", "", List.of(), statement, List.of(parameters), null);
        return new OfflineExplain(Example.loader(), InstantSource.fixed(Example.NOW)).explain(question);
    }

    @Test
    void oneCustomerByPathIsPermitted() throws Exception {
        Explanation explanation = explain("shop", "GET /customers/1");
        assertThat(explanation.operations())
                .extracting(Effect::verb, Effect::resource, Effect::scope)
                .containsExactly(tuple("READ", "shop/customers", "id = 1"));
        assertThat(explanation.verdict()).isEqualTo("permit");
        assertThat(explanation.rule()).isEqualTo("purposes.resolve.allow[0]");
    }

    @Test
    void allCustomersAreDenied() throws Exception {
        Explanation explanation = explain("shop", "GET /customers?page=2");
        assertThat(explanation.verdict()).isEqualTo("deny");
        assertThat(explanation.rule()).isEqualTo("purposes.resolve.allow[0].keyedBy");
    }

    @Test
    void aBodyIsReadAsJson() throws Exception {
        assertThat(explain("shop", "PATCH /customers/1 {\"note\": \"called\"}").verdict())
                .isEqualTo("permit");
        assertThat(explain("shop", "PATCH /customers/1 {\"credit\": 9}").verdict())
                .isEqualTo("deny");
    }

    @Test
    void whatTheRoleDoesNotGrantIsDeniedByTheWall() throws Exception {
        Explanation explanation = explain("shop", "GET /payroll/1");
        assertThat(explanation.verdict()).isEqualTo("deny");
        assertThat(explanation.rule()).isEqualTo("targets.shop.roles.support");
        assertThat(explanation.steps().getLast())
                .isEqualTo(new Step(
                        "one",
                        "targets.shop.roles.support",
                        "denies",
                        "the role grants no such request: READ shop/payroll"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get_ticket {\"ticket_id\": 7} | permit | purposes.resolve.allow[2]",
                "get_ticket {} | deny | purposes.resolve.allow[2].keyedBy",
                "delete_ticket {\"ticket_id\": 7} | deny | purposes.resolve.otherwise",
                "tools/list | permit | purposes.resolve.allow[3]"
            })
    void aCallOfAToolIsJudged(String statement, String verdict, String rule) throws Exception {
        Explanation explanation = explain("helpdesk", statement);
        assertThat(explanation.verdict()).isEqualTo(verdict);
        assertThat(explanation.rule()).isEqualTo(rule);
    }

    /// What it does several times costs as much as several requests.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mutation{pay(to:1){ok}} | permit",
                "mutation{a:pay(to:1){ok} b:pay(to:2){ok}} | deny",
                "mutation{a:pay{ok} b:pay{ok}} | deny",
                "mutation{a:refund(id:1){ok} b:refund(id:1){ok}} | deny",
                "mutation{pay(list:[{},{}]){ok}} | deny",
                "{items(first:5){id}} | permit",
                "{...A ...A} fragment A on Query{items(first:5){id}} | permit",
                "{a:items(first:1){id} b:items(first:1){id} c:items(first:1){id}} | permit",
                "{customers(first:2){id ssn}} | permit",
                "{customers(first:2,where:{ssn_contains:1}){id}} | deny",
                "{customers(first:2,orderBy:SSN_ASC){id}} | deny"
            })
    void aGraphqlRequestIsJudgedByAllThatItDoes(String query, String verdict) throws Exception {
        String body = "{\"query\":\"" + query + "\"}";
        assertThat(explain("store", "POST /graphql " + body).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"mutation{pay(to:1){ok}}, 2", "{items{id}}, 6", "{items(first:5){id}}, 6"})
    void soIsABatch(String query, int requests) throws Exception {
        String body = "[" + String.join(",", Collections.nCopies(requests, "{\"query\":\"" + query + "\"}")) + "]";
        assertThat(explain("store", "POST /graphql " + body).verdict()).isEqualTo("deny");
    }

    @Test
    void whatCannotBeReadIsSaid() {
        assertThatThrownBy(() -> explain("shop", "GET"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("write a request as METHOD /path, with its body behind it where it has one: `GET`");
        assertThatThrownBy(() -> explain("helpdesk", "get_ticket [1]"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("write a call as TOOL and its arguments as one JSON object: `[1]`");
        assertThatThrownBy(() -> explain("shop", "GET /customers/1", "42"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--param is for SQL alone");
    }
}
