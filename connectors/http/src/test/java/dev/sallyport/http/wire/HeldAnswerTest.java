package dev.sallyport.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldAnswerTest {

    private final List<String> left = new ArrayList<>();
    private final List<String> instead = new ArrayList<>();
    private final List<ResponseHead> heads = new ArrayList<>();

    private void answered(int status, String body) {
        answered(status, body, "application/json");
    }

    private void answered(int status, String body, String type) {
        Permit permit = new Permit(
                "purposes.p.allow[0]",
                Limits.NONE,
                List.of(new Mask("customers", "ssn")),
                Reservation.NOTHING,
                List.of());
        HeldAnswer answer =
                new HeldAnswer(OverheardTest.GET, permit, permit.masks(), "s-1", new Undertaking(true, 0), 1000);
        Outflow out = new Out();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Fields fields =
                Fields.of("content-type", type, "etag", "W/\"1-a\"", "repr-digest", "sha-256=:a:", "retry-after", "5");
        answer.head(new ResponseHead(status, fields, bytes.length), out);
        answer.data(Unpooled.wrappedBuffer(bytes), out);
        answer.end(Fields.NONE, out);
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
