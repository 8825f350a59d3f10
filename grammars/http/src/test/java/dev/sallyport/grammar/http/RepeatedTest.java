package dev.sallyport.grammar.http;

import static dev.sallyport.grammar.http.GraphqlRequests.batch;
import static dev.sallyport.grammar.http.GraphqlRequests.query;
import static dev.sallyport.grammar.http.Requests.asked;
import static dev.sallyport.grammar.http.Requests.reason;
import static dev.sallyport.grammar.http.Requests.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What one request does several times is several operations.
class RepeatedTest {

    private static final HttpGrammar GRAMMAR = GraphqlRequests.grammar(Map.of());

    private static String times(int times, String what) {
        return String.join(" + ", Collections.nCopies(times, what));
    }

    @Test
    void aliasesOfOneMutationAreAsManyCalls() {
        String calls = IntStream.range(0, 20)
                .mapToObj(i -> "r" + i + ": pay(to:\"a" + i + "\"){ok}")
                .collect(Collectors.joining(" "));
        assertThat(told(GRAMMAR.read(query("mutation{" + calls + "}"))))
                .isEqualTo(times(20, "execute pay(ok) atMost 1"));
        assertThat(told(GRAMMAR.read(query("mutation{pay{ok} pay{ok}}"))))
                .isEqualTo(times(2, "execute pay(ok) atMost 1"));
    }

    /// A key says which record, not how often something is done to it.
    @Test
    void aliasesOfOneKeyAreAsManyCalls() {
        assertThat(told(GRAMMAR.read(query("mutation{a:refund(id:1,amount:1){ok} b:refund(id:1,amount:2){ok}}"))))
                .isEqualTo(times(2, "execute refund(ok) by id=1 unique"));
    }

    @Test
    void aBatchIsEachOfItsRequests() {
        assertThat(told(GRAMMAR.read(batch(20, "mutation{pay(to:\"a\"){ok}}"))))
                .isEqualTo(times(20, "execute pay(ok) atMost 1"));
        assertThat(told(GRAMMAR.read(batch(3, "{items(first:5){id}}")))).isEqualTo(times(3, "read items(id) atMost 5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: items(first:5){id} b: items(first:5){id} c: items(first:5){id}} | 3 | read items(id) atMost 5",
                "{a: items{id} b: items{id}} | 2 | read items(id) all",
                // the same record twice shows nothing more
                "{a: item(id:1){id} b: item(id:1){id}} | 1 | read item(id) by id=1 unique",
                // one field of the answer, in the words of two fragments
                "{...A ...B} fragment A on Query{items(first:5){id}} fragment B on Query{items(first:5){id}} | 1 | read"
                        + " items(id) atMost 5",
                "{...A ...B} fragment A on Query{items(first:5){id}} fragment B on Query{items(first:5){name}} | 1 |"
                        + " read items(id,name) atMost 5",
                "{items(first:5){id} ...B} fragment B on Query{items(first:5, after:null){id}} | 2 | read items(id)"
                        + " atMost 5",
            })
    void readsAreAsManyAsTheAnswerHas(String query, int times, String each) {
        assertThat(told(GRAMMAR.read(query(query)))).isEqualTo(times(times, each));
    }

    @Test
    void fieldsFurtherInAreAsManyToo() {
        assertThat(told(GRAMMAR.read(query("{me{a:orders(first:5){id} b:orders(first:5){id}}}"))))
                .isEqualTo("read me(orders) all + " + times(2, "read me/orders(id) atMost 5"));
    }

    /// One of the methods is carried out, not both.
    @Test
    void whatIsTheSameByEitherMethodIsDoneOnce() {
        HttpGrammar grammar = HttpGrammarTest.with(MethodOverride.HONOUR, List.of(), Map.of());
        assertThat(told(grammar.read(asked("PUT", "/customers/42", "", "x-http-method-override", "PATCH"))))
                .isEqualTo("update customers by id=42 unique");
    }

    @Test
    void aWholeBatchReachesNoMoreThanOneRequestMay() {
        String ten = "{" + "c:items{id} d:items{id} ".repeat(5) + "}";
        String fields =
                IntStream.range(0, 10).mapToObj(i -> "c" + i + ":items{id}").collect(Collectors.joining(" "));
        assertThat(GRAMMAR.read(batch(20, "{" + fields + "}")).operations()).hasSize(200);
        assertThat(reason(GRAMMAR.read(batch(20, "{" + fields + " more{id}}"))))
                .isEqualTo("GraphQL requests that together reach more than 200 objects");
        assertThat(GRAMMAR.read(query(ten)).operations()).hasSize(2);
    }
}
