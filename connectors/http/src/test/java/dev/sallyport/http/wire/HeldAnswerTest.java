package dev.sallyport.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Lists;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeldAnswerTest {

    private final List<String> left = new ArrayList<>();
    private final List<String> instead = new ArrayList<>();
    private final List<ResponseHead> heads = new ArrayList<>();

    private static final Permit MASKED = new Permit(
            "purposes.p.allow[0]", Limits.NONE, List.of(new Mask("customers", "ssn")), Reservation.NOTHING, List.of());

    private static final Permit TWO =
            new Permit("purposes.p.allow[0]", new Limits(2), List.of(), Reservation.NOTHING, List.of());

    private void answered(int status, String body) {
        answered(status, body, "application/json");
    }

    private void answered(int status, String body, String type) {
        answered(MASKED, new Undertaking(true, 0, Lists.LONGEST), status, type, body);
    }

    private HeldAnswer answered(Permit permit, Undertaking undertaking, int status, String type, String body) {
        HeldAnswer answer = new HeldAnswer(OverheardTest.GET, permit, permit.masks(), "s-1", undertaking, 1000);
        Outflow out = new Out();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Fields fields =
                Fields.of("content-type", type, "etag", "W/\"1-a\"", "repr-digest", "sha-256=:a:", "retry-after", "5");
        answer.head(new ResponseHead(status, fields, -1), out);
        answer.data(Unpooled.wrappedBuffer(bytes, 0, bytes.length / 2), out);
        answer.data(Unpooled.wrappedBuffer(bytes, bytes.length / 2, bytes.length - bytes.length / 2), out);
        answer.end(Fields.NONE, out);
        return answer;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|application/json|[1,2]|2",
                "299|application/json|[1,2]|2",
                "200|application/json|[1,2,3]|-1",
                "299|application/json|[1,2,3]|-1",
                "300|application/json|[1,2,3]|-1",
                "409|application/json|[1,2,3]|-1",
                "409|application/json|[1,2]|2",
                "409|application/json|{}|0",
                "404|text/plain|not there|0",
                "200|application/hal+json; charset=utf-8|[1,2,3]|-1",
                "200|application/x-ndjson|{}{}{}|-1",
                "200|application/x-ndjson|{}{}|2",
                "200|application/stream+json|{} {} {}|-1",
                "200|text/plain|a|-1",
                "299|text/plain|a|-1",
                "200|image/png|x|-1"
            })
    void anAnswerPassesUpToItsLimit(int status, String type, String body, long records) {
        HeldAnswer answer = answered(TWO, new Undertaking(false, 0, Lists.LONGEST), status, type, body);
        assertThat(left).hasSize(records < 0 ? 0 : 1);
        assertThat(instead).hasSize(records < 0 ? 1 : 0);
        assertThat(answer.tally().records()).isEqualTo(Math.max(0, records));
    }

    @Test
    void anAnswerOfNothingPassesWhateverItIsCalled() {
        answered(TWO, new Undertaking(false, 0, Lists.LONGEST), 200, "text/plain", "");
        assertThat(instead).isEmpty();
    }

    @Test
    void whatHasAKeyIsOneWhateverItIsMadeOf() {
        answered(TWO, new Undertaking(true, 0, Lists.LONGEST), 200, "image/png", "x");
        assertThat(left).containsExactly("x");
    }

    @Test
    void anAnswerIsHeldAsFarAsItMayBe() {
        answered(
                MASKED,
                new Undertaking(true, 0, Lists.LONGEST),
                200,
                "application/json",
                "\"" + "x".repeat(998) + "\"");
        assertThat(left).hasSize(1);
        answered(
                MASKED,
                new Undertaking(true, 0, Lists.LONGEST),
                200,
                "application/json",
                "\"" + "x".repeat(999) + "\"");
        assertThat(left).hasSize(1);
        assertThat(instead).singleElement().asString().contains("longer than what can be counted");
        answered(MASKED, new Undertaking(true, 0, Lists.LONGEST), 200, "text/plain", "x");
        assertThat(instead).last().asString().contains("allow[0].mask", "not JSON");
    }

    /// What was done is used up although the answer is kept back, and what failed did nothing.
    @Test
    void whatWasDoneIsUsedUp() {
        HeldAnswer kept = answered(TWO, new Undertaking(false, 1, Lists.LONGEST), 200, "application/json", "[1,2,3]");
        assertThat(instead).singleElement().asString().contains("the request was carried out, but the answer");
        assertThat(kept.tally().records()).isEqualTo(1);
        HeldAnswer redirected = answered(TWO, new Undertaking(false, 1, Lists.LONGEST), 399, "text/plain", "");
        assertThat(redirected.tally().records()).isEqualTo(1);
        HeldAnswer failed = answered(TWO, new Undertaking(false, 1, Lists.LONGEST), 400, "text/plain", "");
        assertThat(failed.tally().records()).isZero();
    }

    @Test
    void theWholeIsMasked() {
        answered(200, "{\"ssn\":\"078-05-1120\"}");
        assertThat(left).containsExactly("{\"ssn\":\"***\"}");
    }

    /// A digest of the whole tells a value of nine digits to whoever tries them all; many servers make `ETag` of one.
    @ParameterizedTest
    @ValueSource(strings = {"{\"ssn\":\"078-05-1120\"}", ""})
    void whatIsMadeOfTheMaskedDoesNotPassEither(String body) {
        answered(200, body);
        assertThat(heads.getFirst().fields().has("etag")).isFalse();
        assertThat(heads.getFirst().fields().has("repr-digest")).isFalse();
        assertThat(heads.getFirst().fields().has("retry-after")).isTrue();
    }

    /// HEAD: the length is that of the answer before it is masked, which tells that of the masked value.
    @Test
    void aLengthWithoutABodyDoesNotPassAMask() {
        HeldAnswer masked = new HeldAnswer(
                OverheardTest.GET, MASKED, MASKED.masks(), "s-1", new Undertaking(true, 0, Lists.LONGEST), 1000);
        masked.head(new ResponseHead(200, Fields.of("content-type", "application/json"), 47), new Out());
        masked.end(Fields.NONE, new Out());
        assertThat(heads.getLast().contentLength()).isEqualTo(-1);
        HeldAnswer counted =
                new HeldAnswer(OverheardTest.GET, TWO, List.of(), "s-1", new Undertaking(true, 0, Lists.LONGEST), 1000);
        counted.head(new ResponseHead(200, Fields.of("content-type", "application/json"), 47), new Out());
        counted.end(Fields.NONE, new Out());
        assertThat(heads.getLast().contentLength()).isEqualTo(47);
    }

    /// What failed was not carried out, also where its words do not pass.
    @Test
    void anErrorThatIsKeptBackDidNothing() {
        HeldAnswer kept = answered(TWO, new Undertaking(false, 1, Lists.LONGEST), 409, "application/json", "[1,2,3]");
        assertThat(instead).singleElement().asString().doesNotContain("carried out");
        assertThat(kept.tally().records()).isZero();
    }

    /// An agent that takes "not found" or "later" for "denied" gives up, or asks for more.
    @ParameterizedTest
    @ValueSource(ints = {404, 429, 503})
    void anErrorThatIsNoJsonKeepsItsStatusAndNotItsWords(int status) {
        answered(status, "no customer with 078-05-1120", "text/plain");
        assertThat(instead).isEmpty();
        assertThat(heads.getFirst().status()).isEqualTo(status);
        assertThat(heads.getFirst().fields().only("content-type")).hasValue("application/problem+json");
        assertThat(heads.getFirst().fields().has("retry-after")).isTrue();
        assertThat(left).singleElement().asString().contains("withheld", "s-1").doesNotContain("1120");
        assertThat(heads.getFirst().contentLength()).isEqualTo(left.getFirst().length());
    }

    /// With `Range` an agent can cut out a value without its name, which is JSON too.
    @ParameterizedTest
    @ValueSource(strings = {"\"078-05-1120\"", "0780511200", "{\"a\":1}"})
    void aPartPassesNoMask(String part) {
        answered(206, part);
        assertThat(left).isEmpty();
        assertThat(instead).singleElement().asString().contains("allow[0].mask", "ask without `Range`", "s-1");
    }

    private final class Out implements Outflow {
        @Override
        public void head(ResponseHead head) {
            heads.add(head);
        }

        @Override
        public void write(ByteBuf piece) {}

        @Override
        public void write(byte[] bytes) {
            left.add(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void end(Fields trailers) {}

        @Override
        public boolean instead(Answer answer) {
            return instead.add(new String(answer.body(), StandardCharsets.UTF_8));
        }

        @Override
        public boolean writable() {
            return true;
        }

        @Override
        public void whenWritable(Runnable then) {
            then.run();
        }
    }
}
