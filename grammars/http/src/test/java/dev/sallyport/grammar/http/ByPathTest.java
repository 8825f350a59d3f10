package dev.sallyport.grammar.http;

import static dev.sallyport.grammar.http.Requests.arguments;
import static dev.sallyport.grammar.http.Requests.json;
import static dev.sallyport.grammar.http.Requests.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Without a description: method and path.
class ByPathTest {

    private static final HttpGrammar GRAMMAR = new HttpGrammar(GrammarSettings.of("crm"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /customers | read customers all",
                "GET / | read / all",
                "GET /customers/ | read customers all",
                "GET /customers/42 | read customers by id=42 unique",
                "HEAD /customers/42 | read customers by id=42 unique",
                "GET /customers/%34%32 | read customers by id=42 unique",
                "GET /customers/3f2504e0-4f89-11d3-9a0c-0305e82c3301 | read customers by"
                        + " id=3f2504e0-4f89-11d3-9a0c-0305e82c3301 unique",
                "GET /customers/deadbeef01 | read customers by id=deadbeef01 unique",
                "GET /customers/deadbeef | read customers/deadbeef all",
                "GET /customers/ada@example.com | read customers by id=ada@example.com unique",
                "GET /customers/cus_NffrFeUfNV2Hib | read customers by id=cus_NffrFeUfNV2Hib unique",
                "GET /issues/PROJ-17 | read issues by id=PROJ-17 unique",
                "GET /customers/42/tickets | read customers/tickets by customers.id=42",
                "GET /customers/42/tickets/7 | read customers/tickets by customers.id=42 id=7 unique",
                "GET /customers/42?include=orders | read customers by id=42",
                "GET /customers/42?expand[0]=orders | read customers by id=42",
                "GET /customers/42?include[orders]=1 | read customers by id=42",
                "GET /customers/42?populate.orders=1 | read customers by id=42",
                "GET /customers/42?included=1 | read customers by id=42 unique",
                "GET /customers/*@example.com | read customers/*@example.com all",
                "GET /customers/%25@example.com | read customers/%@example.com all",
                "GET /customers?limit=20 | read customers atMost 20",
                "GET /customers?per_page=20&sort=name | read customers atMost 20",
                "GET /customers?limit=0 | read customers all",
                "GET /customers?limit=-1 | read customers all",
                "GET /customers?limit=99999999999 | read customers all",
                "GET /customers?limit=1&limit=100 | read customers all",
                "GET /customers?limit=1&size=9 | read customers all",
                "GET /customers?limit=20&page=3 | read customers all",
                "GET /customers?limit=20&cursor=x | read customers all",
                "GET /customers?page=1 | read customers all",
                "GET /customers?id=42 | read customers all",
                "GET /customers/42,43 | read customers/42,43 all",
                "GET /customers/* | read customers/* all",
                "OPTIONS /customers | discover customers all",
                "POST /customers | create customers atMost 1",
                "POST /customers/42 | update customers by id=42 unique",
                "POST /customers/42/tickets | create customers/tickets atMost 1",
                "POST /customers/42/actions/export | execute customers/actions/export by id=42 unique",
                "POST /customers/42:export | execute customers/export by id=42 unique",
                "POST /customers:batchGet | execute customers/batchGet atMost 1",
                "POST /customers/42/cancel | execute customers/cancel by id=42 unique",
                "POST /customers/export | execute customers/export atMost 1",
                "GET /customers/export | read customers/export all",
                "PUT /customers/42 | update customers by id=42 unique",
                "PATCH /customers/42 | update customers by id=42 unique",
                "PUT /customers | update customers all",
                "PATCH /customers/42/address | update customers/address by customers.id=42",
                "DELETE /customers/42 | delete customers by id=42 unique",
                "DELETE /customers | delete customers all",
                "DELETE /customers/42/tickets | delete customers/tickets by customers.id=42",
                "PROPFIND /customers | unknown customers all",
                "TRACE / | unknown / all",
                "get /customers | unknown customers all"
            })
    void means(String request, String meaning) {
        String[] words = request.split(" ", 2);
        assertThat(told(GRAMMAR.read(Requests.asked(words[0], words[1], "")))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /customers | {'name':'Ada','address':{'city':'x'}} | create customers(name,address) atMost 1",
                "POST | /customers | [{'name':'a'},{'name':'b'},{'email':'c'}] | create customers(name,email) atMost 3",
                "POST | /customers | {'items':[1,2,3]} | create customers(items) atMost 3",
                "POST | /orders | {'lines':[{'a':1},{'a':2}],'tags':['x','y','z']} | create orders(lines,tags) atMost 2",
                "POST | /customers | {'batch':{'x':[[1,2],[{'a':1},{'a':2},{'a':3}]]}} | create customers(batch) atMost 3",
                "POST | /customers | {'tags':['a','b'],'m':{'ids':[1,2,3,4]}} | create customers(tags,m) atMost 4",
                "PATCH | /customers/42 | {'status':'x'} | update customers(status) by id=42 unique",
                "PUT | /customers/42 | {'status':'x'} | update customers by id=42 unique",
                "PATCH | /customers | [{'id':1},{'id':2}] | update customers(id) atMost 2",
                "DELETE | /customers | {'ids':[1,2]} | delete customers all",
                "POST | /customers/bulk | [] | create customers/bulk atMost 1"
            })
    void bodiesSayWhichPropertiesAndHowManyRecords(String method, String target, String body, String meaning) {
        assertThat(told(GRAMMAR.read(json(method, target, body.replace('\'', '"')))))
                .isEqualTo(meaning);
    }

    @Test
    void everyLeafIsAnArgument() {
        Meaning meaning = GRAMMAR.read(json(
                "POST",
                "/customers/42/tickets?notify=a%40b.example&tag=x&tag=y",
                "{\"items\":[{\"id\":7,\"t\":\"hi \\u00e9\"}],\"x y\":null}"));
        assertThat(arguments(meaning))
                .containsExactly(
                        "path.customers.id=42",
                        "query.notify=a@b.example",
                        "query.tag[0]=x",
                        "query.tag[1]=y",
                        "body.items[0].id=7",
                        "body.items[0].t=hi \u00e9",
                        "body[\"x y\"]=null");
        assertThat(meaning.statement())
                .isEqualTo("POST /customers/42/tickets?notify=a%40b.example&tag=x&tag=y\n\n".replace("%40", "@")
                        + "{\"items\":[{\"id\":7,\"t\":\"hi \\u00e9\"}],\"x y\":null}");
        assertThat(meaning.isUnderstood()).isTrue();
        assertThat(meaning.toAction().fingerprint()).isEqualTo(meaning.fingerprint());
    }

    @Test
    void formsAndPartsAreArgumentsToo() {
        assertThat(arguments(GRAMMAR.read(Requests.asked(
                        "POST",
                        "/mail",
                        "to=a%40b.example&body=x+y",
                        "content-type",
                        "application/x-www-form-urlencoded"))))
                .containsExactly("body.to=a@b.example", "body.body=x y");
        String parts = "--b\r\nContent-Disposition: form-data; name=\"to\"\r\n\r\nx\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.bin\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\nabc\r\n--b--";
        assertThat(arguments(GRAMMAR.read(
                        Requests.asked("POST", "/mail", parts, "content-type", "multipart/form-data; boundary=b"))))
                .containsExactly(
                        "body.to=x",
                        "body.f.filename=a.bin",
                        "body.f=sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad, 3 bytes");
    }
}
