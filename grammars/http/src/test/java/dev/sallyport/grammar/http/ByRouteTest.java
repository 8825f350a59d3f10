package dev.sallyport.grammar.http;

import static dev.sallyport.grammar.http.Requests.arguments;
import static dev.sallyport.grammar.http.Requests.asked;
import static dev.sallyport.grammar.http.Requests.json;
import static dev.sallyport.grammar.http.Requests.reason;
import static dev.sallyport.grammar.http.Requests.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.GrammarSettings.Protocols;
import dev.sallyport.grammar.http.body.BodyLimits;
import dev.sallyport.grammar.http.openapi.ApiDescription;
import dev.sallyport.grammar.http.openapi.InvalidDocument;
import dev.sallyport.grammar.http.route.Correction;
import dev.sallyport.grammar.http.route.Route;
import dev.sallyport.grammar.http.target.TargetRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// With a description of the API.
class ByRouteTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            servers: [ { url: https://crm.example/v1 } ]
            paths:
              /customers:
                get:
                  operationId: listCustomers
                  parameters:
                    - { name: limit, in: query, schema: { type: integer, maximum: 100, default: 20 } }
                    - { name: page, in: query, schema: { type: integer } }
                post: { operationId: createCustomers }
                delete: { operationId: deleteAll }
                options: {}
              /customers/{id}:
                parameters: [ { name: id, in: path, schema: { type: integer } } ]
                get: { operationId: getCustomer }
                patch: { operationId: patchCustomer }
                delete: { operationId: deleteCustomer }
              /customers/many/{ids}:
                get:
                  parameters: [ { name: ids, in: path, schema: { type: array, items: { type: integer } } } ]
              /customers/{customerId}/tickets:
                get: { operationId: listTickets }
              /customers/{customerId}/tickets/{ticketId}:
                get: { operationId: getTicket }
              /customers/{id}/share:
                post: { x-sallyport: { outward: true } }
              /customers/{id}:export:
                post: { operationId: exportCustomer }
              /find:
                get: { x-sallyport: { resource: customers, keyedBy: [email], atMost: 1 } }
              /lookup:
                get:
                  x-sallyport: { resource: customers, keyedBy: id }
                  parameters: [ { name: id, in: query, schema: { type: array } } ]
              /search:
                post: { x-sallyport: { verb: read, resource: customers, keyedBy: [body.filter.email] } }
              /status:
                get: { x-sallyport: { verb: discover, atMost: 1 } }
              /accounts:
                get: { parameters: [ { name: cursor, in: query } ] }
              /notes/{name}:
                get: { operationId: getNote }
            """;

    private static HttpGrammar grammar(List<String> addressPath, Route... routes) {
        try {
            ApiDescription description = ApiDescription.read(DOCUMENT.getBytes(StandardCharsets.UTF_8));
            return new HttpGrammar(new GrammarSettings(
                    "crm",
                    addressPath,
                    description,
                    List.of(routes),
                    List.of(),
                    Protocols.NONE,
                    MethodOverride.REFUSE,
                    TargetRules.STRICT,
                    BodyLimits.DEFAULT,
                    1000,
                    1000,
                    Map.of(),
                    false));
        } catch (InvalidDocument e) {
            throw new AssertionError(e);
        }
    }

    private static final HttpGrammar GRAMMAR = grammar(List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/customers | read customers atMost 20",
                "GET /v1/customers?limit=5 | read customers atMost 5",
                "GET /v1/customers?limit=5000 | read customers atMost 100",
                "GET /v1/customers?per_page=5 | read customers atMost 20",
                "GET /v1/customers?page=2 | read customers all",
                "GET /v1/customers?limit=x | read customers all",
                "GET /v1/customers/42 | read customers by id=42 unique",
                "GET /v1/customers/42?expand=orders | read customers by id=42",
                "GET /v1/customers/many/1,2,3 | read customers/many by ids=1,2,3 unique",
                "GET /v1/customers/many/1,*  | read customers/many all",
                "GET /v1/customers/42/tickets | read customers/tickets by customerId=42",
                "GET /v1/customers/42/tickets/x-7 | read customers/tickets by customerId=42 ticketId=x-7 unique",
                "GET /v1/customers/-/tickets/7 | read customers/tickets all",
                "GET /v1/customers/42/tickets/7,8 | read customers/tickets all",
                "GET /v1/notes/all | read notes all",
                "GET /v1/notes/hello | read notes by name=hello unique",
                "POST /v1/customers | create customers atMost 1",
                "DELETE /v1/customers | delete customers all",
                "DELETE /v1/customers/42 | delete customers by id=42 unique",
                "OPTIONS /v1/customers | discover customers all",
                "POST /v1/customers/42/share | share customers/share by id=42 unique",
                "POST /v1/customers/42:export | execute customers/export by id=42 unique",
                "GET /v1/find?email=a@b.example | read customers by email=a@b.example unique",
                "GET /v1/find?email=* | read customers atMost 1",
                "GET /v1/find | read customers atMost 1",
                "GET /v1/find?email=a&email=b | read customers atMost 1",
                "GET /v1/lookup?id=1&id=2 | read customers by id=1,2",
                "GET /v1/lookup | read customers all",
                "GET /v1/status | discover status atMost 1",
                "GET /v1/accounts?limit=5 | read accounts all",
                "GET /customers | unknown customers all",
                "GET /v1/nothing | unknown v1/nothing all",
                "PUT /v1/customers/42 | unknown v1/customers/42 all",
                "GET /v1/customers/ada | unknown v1/customers/ada all",
                "GET /v1/customers/42%20OR%201=1 | unknown v1/customers/42%20OR%201=1 all"
            })
    void means(String request, String meaning) {
        String[] words = request.strip().split(" ", 2);
        assertThat(told(GRAMMAR.read(asked(words[0], words[1], "")))).isEqualTo(meaning);
    }

    @Test
    void keysMayStandInTheBody() {
        assertThat(told(GRAMMAR.read(json("POST", "/v1/search", "{\"filter\":{\"email\":\"a@b.example\"}}"))))
                .isEqualTo("read customers by email=a@b.example");
        assertThat(told(GRAMMAR.read(json("POST", "/v1/search", "{\"filter\":{}}"))))
                .isEqualTo("read customers all");
        assertThat(told(GRAMMAR.read(json("POST", "/v1/search", "{\"filter\":{\"email\":\"%,*\"}}"))))
                .isEqualTo("read customers all");
    }

    @Test
    void bulkIsCounted() {
        assertThat(told(GRAMMAR.read(json("POST", "/v1/customers", "[{\"a\":1},{\"a\":2}]"))))
                .isEqualTo("create customers(a) atMost 2");
    }

    @Test
    void theOperationIsNamedInTheNoteAndThePathInTheArguments() {
        Meaning meaning = GRAMMAR.read(asked("GET", "/v1/customers/42/tickets/7?x=1", ""));
        assertThat(reason(meaning)).isEqualTo("getTicket");
        assertThat(arguments(meaning)).containsExactly("path.customerId=42", "path.ticketId=7", "query.x=1");
        assertThat(reason(GRAMMAR.read(asked("GET", "/v1/customers?page=2", ""))))
                .isEqualTo("listCustomers, goes through pages (`page`)");
        assertThat(reason(GRAMMAR.read(asked("GET", "/v1/nothing", ""))))
                .isEqualTo("a request that the API's description does not know");
    }

    @Test
    void theAddressMayHoldTheServersPath() {
        assertThat(told(grammar(List.of("v1")).read(asked("GET", "/customers/42", ""))))
                .isEqualTo("read customers by id=42 unique");
        assertThat(grammar(List.of("v2"))
                        .read(asked("GET", "/customers/42", ""))
                        .isUnderstood())
                .isFalse();
    }

    @Test
    void routesOfTheConfigurationGoFirst() {
        Correction purge = new Correction(Verb.DELETE, "customers", List.of("id"), false, -1);
        HttpGrammar grammar = grammar(List.of(), Route.of("POST", "/v1/customers/{id}/purge", purge));
        assertThat(told(grammar.read(asked("POST", "/v1/customers/42/purge", ""))))
                .isEqualTo("delete customers by id=42");
        assertThat(told(grammar.read(asked("GET", "/v1/customers/42", ""))))
                .isEqualTo("read customers by id=42 unique");
    }
}
