package dev.sallyport.grammar.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.route.Described;
import dev.sallyport.grammar.http.route.Route;
import dev.sallyport.testkit.generate.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ApiDescriptionTest {

    static final String YAML = """
            openapi: 3.1.0
            info: { title: crm, version: "1" }
            servers:
              - url: https://{region}.crm.example/api/{version}?x
                variables: { region: { default: eu }, version: { default: v1 } }
            paths:
              /customers:
                parameters:
                  - { name: tenant, in: query, schema: { type: string } }
                get:
                  operationId: listCustomers
                  parameters:
                    - $ref: '#/components/parameters/limit'
                    - { name: X-Trace, in: header, schema: { type: string } }
                post:
                  operationId: createCustomer
                  x-sallyport: { verb: create, resource: clients, keyedBy: [body.email], atMost: 1 }
              /customers/{id}:
                parameters:
                  - { name: id, in: path, required: true, schema: { $ref: '#/components/schemas/id' } }
                get: { operationId: getCustomer, responses: { 200: { description: ok } } }
              /customers/{id}/share:
                post:
                  operationId: shareCustomer
                  x-sallyport: { outward: true }
            components:
              parameters:
                limit: { name: limit, in: query, schema: { type: [integer, "null"], maximum: 100, default: 20 } }
              schemas:
                id: { type: string, format: uuid }
            """;

    private static ApiDescription read(String document) throws InvalidDocument {
        return ApiDescription.read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static Route route(ApiDescription api, String id) {
        return api.routes().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsWhatAnOperationDoesAndToHowMuch() throws Exception {
        ApiDescription api = read(YAML);
        assertThat(api.bases()).containsExactly(List.of("api", "v1"));
        assertThat(api.routes()).hasSize(4);
        Route list = route(api, "listCustomers");
        assertThat(list.method()).isEqualTo("GET");
        assertThat(list.parameters()).extracting(Described::name).containsExactly("tenant", "limit");
        assertThat(list.shape("limit", Described.Place.QUERY).maximum()).isEqualTo(100);
        assertThat(list.shape("limit", Described.Place.QUERY).fallback()).isEqualTo(20);
        assertThat(list.shape("limit", Described.Place.QUERY).type()).isEqualTo("integer");
        assertThat(route(api, "getCustomer").shape("id", Described.Place.PATH).format())
                .isEqualTo("uuid");
        assertThat(route(api, "createCustomer").correction().verb()).isEqualTo(Verb.CREATE);
        assertThat(route(api, "createCustomer").correction().keyedBy()).containsExactly("body.email");
        assertThat(route(api, "createCustomer").correction().atMost()).isEqualTo(1);
        assertThat(route(api, "shareCustomer").correction().outward()).isTrue();
    }

    @Test
    void readsJsonToo() throws Exception {
        ApiDescription api = read("""
                {"openapi":"3.0.3","paths":{"/a/{b}":{"$ref":"#/x-items/0"}},
                 "x-items":[{"get":{"operationId":"getA","parameters":
                   [{"name":"b","in":"path","schema":{"enum":["x",1,true]}}]}}]}""");
        assertThat(api.bases()).containsExactly(List.of());
        assertThat(route(api, "getA").shape("b", Described.Place.PATH).choices())
                .isEqualTo(Set.of("x", "1", "true"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"swagger\":\"2.0\"} | openapi: ",
                "{\"openapi\":\"3.2.0\",\"paths\":{}} | openapi: ",
                "{\"openapi\":\"3.1.0\"} | paths: there is no operation",
                "{\"openapi\":\"3.1.0\",\"paths\":{\"/a{\":{\"get\":{}}}} | paths./a{: ",
                "{\"openapi\":\"3.1.0\",\"paths\":{\"/{a}\":{\"get\":{}},\"/{b}\":{\"get\":{}}}} | paths: the same operation",
                "{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"$ref\":\"other.yaml\"}}} | paths./a: only references",
                "{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"$ref\":\"http://x/y\"}}} | paths./a: only references",
                "{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"$ref\":\"#/no\"}}} | leads nowhere",
                "{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"$ref\":\"#/x\"}},\"x\":{\"$ref\":\"#/x\"}} | circles",
                "{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"get\":{\"x-sallyport\":{\"verbs\":\"read\"}}}}} | x-sallyport: has",
                "{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"get\":{\"x-sallyport\":{\"verb\":\"unknown\"}}}}} | .verb: is",
                "{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"get\":{\"x-sallyport\":{\"atMost\":-1}}}}} | .atMost: is",
                "{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"get\":{\"x-sallyport\":{\"keyedBy\":[1]}}}}} | .keyedBy: is",
                "{\"openapi\":\"3.1.0\",\"a\":1,\"a\":2} | twice",
                "openapi: [3.1.0 | not well-formed YAML",
                "- x | openapi: ",
                "'' | openapi: "
            })
    void saysWhereItIsWrong(String document, String message) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(message);
    }

    @Test
    void isBounded() {
        StringBuilder laughs = new StringBuilder("openapi: 3.1.0\na: &a [x,x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c < 'j'; c++) {
            char before = (char) (c - 1);
            laughs.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(("*" + before + ",").repeat(9))
                    .append("*")
                    .append(before)
                    .append("]\n");
        }
        for (String document : List.of(
                laughs.toString(),
                "a: &a [*a]",
                "[".repeat(20_000),
                "{\"a\":".repeat(20_000),
                "x: " + "y".repeat(9 << 20),
                "? {a: 1}\n: 2")) {
            assertThatThrownBy(() -> read(document)).isInstanceOf(InvalidDocument.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void damageIsAnAnswerAndNeverAnotherException(boolean yaml) {
        byte[] good = (yaml
                        ? YAML
                        : "{\"openapi\":\"3.0.0\",\"paths\":{\"/a/{b}\":{\"get\":{\"parameters\":[{\"name\":1}]}}}}")
                .getBytes(StandardCharsets.UTF_8);
        Seeded.forAll(1000, some -> {
            try {
                assertThat(ApiDescription.read(some.damaged(good)).routes()).isNotEmpty();
            } catch (InvalidDocument e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        });
    }
}
