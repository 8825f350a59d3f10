package dev.sallyport.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Answering;
import dev.sallyport.transport.http.Authority;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Lists;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.Performance;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.UpstreamRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What of an answer is told, and when.
class OverheardTest {

    static final RequestHead GET = new RequestHead(
            "GET",
            RequestHead.Mode.REVERSE,
            new Authority("api.test", 80),
            "",
            "/customers/7",
            Fields.NONE,
            0,
            "",
            "127.0.0.1");

    private final List<Turn> told = new ArrayList<>();
    private final Overheard overheard = new Overheard(new Books(), "api/customers", 16);
    private final Nobody nobody = new Nobody();

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    private static ResponseHead head(String... fields) {
        return new ResponseHead(200, Fields.of(fields), -1);
    }

    private List<String> texts() {
        return told.stream().map(Turn::text).toList();
    }

    /// Masked values are not told in clear: it hears what the agent hears.
    @Test
    void whatIsMaskedIsHeardMasked() {
        Permit permit =
                new Permit("line", Limits.NONE, List.of(new Mask("customers", "ssn")), Reservation.NOTHING, List.of());
        Overheard all = new Overheard(new Books(), "api/customers", 1000);
        Listening listening = new Listening(
                new HeldAnswer(GET, permit, permit.masks(), "", new Undertaking(true, 0, Lists.LONGEST), 1000), all);
        listening.head(head("content-type", "application/json"), nobody);
        listening.data(bytes("{\"id\":7,\"ssn\":\"078-05-1120\"}"), nobody);
        assertThat(told).isEmpty();
        listening.end(Fields.NONE, nobody);
        assertThat(texts()).containsExactly("{\"id\":7,\"ssn\":\"***\"}");
    }

    /// A stream of events may go on for hours, and be cut.
    @Test
    void itsBeginningIsToldOnceAndAtOnce() {
        overheard.head(head("content-type", "text/event-stream"));
        overheard.data(bytes("data: one\n\n"));
        assertThat(told).isEmpty();
        overheard.data(bytes("data: two\n\n"));
        assertThat(texts()).containsExactly("data: one\n\ndata:");
        overheard.data(bytes("data: three\n\n"));
        overheard.tell();
        assertThat(told).hasSize(1);
    }

    @Test
    void whatWasHeardWhenItWasCutIsTold() {
        Listening listening = new Listening(new PassingAnswer(new Undertaking(false, 0, Lists.LONGEST)), overheard);
        listening.head(head("content-type", "text/plain; charset=ISO-8859-1"), nobody);
        listening.data(Unpooled.wrappedBuffer(new byte[] {'g', 'r', (byte) 0xfc, 'n'}), nobody);
        assertThat(listening.broken(nobody)).isFalse();
        assertThat(texts()).containsExactly("grün");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image/png", "application/octet-stream", "application/pdf", "", "video/text", "multipart/x"})
    void whatIsNoTextIsNotTold(String type) {
        overheard.head(type.isEmpty() ? head() : head("content-type", type));
        overheard.data(bytes("abcdefghijklmnopqrstuvwxyz"));
        overheard.tell();
        assertThat(told).isEmpty();
    }

    @Test
    void nobodyReadsWhatIsPacked() {
        overheard.head(head("content-type", "text/plain", "content-encoding", "br"));
        overheard.data(bytes("abcdefghijklmnopqrstuvwxyz"));
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=utf-8",
                "text/html",
                "application/problem+json",
                "application/atom+xml",
                "application/x-ndjson"
            })
    void textsAreOfManyKinds(String type) {
        assertThat(Overheard.isText(type)).isTrue();
    }

    /// Whatever bytes come, they are words or nothing.
    @Test
    void hostileBytesBreakNothing() {
        for (int first = 0; first < 256; first++) {
            Overheard one = new Overheard(new Books(), "api/x", 3);
            one.head(head("content-type", "text/plain; charset=no-such-charset"));
            one.data(Unpooled.wrappedBuffer(new byte[] {(byte) first, (byte) 0xc3, (byte) 0x28, 0}));
            one.tell();
        }
        assertThat(told).hasSize(256);
    }

    private final class Books implements Exchange {
        @Override
        public ScheduledExecutorService loop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forward(Action action, long catalog, UpstreamRequest request, Answering answering) {}

        @Override
        public void perform(Action action, long catalog, Performance performance) {}

        @Override
        public void answer(Answer answer) {}

        @Override
        public void propose(Action action, long catalog, Consumer<Verdict.Settled> then) {}

        @Override
        public <T> void aside(Supplier<T> work, Consumer<T> then) {}

        @Override
        public void conversation(String name, List<Turn> turns) {}

        @Override
        public String requestId() {
            return "";
        }

        @Override
        public boolean hears() {
            return true;
        }

        @Override
        public void observed(Turn turn) {
            told.add(turn);
        }
    }

    private static final class Nobody implements Outflow {
        @Override
        public void head(ResponseHead head) {}

        @Override
        public void write(ByteBuf piece) {}

        @Override
        public void write(byte[] bytes) {}

        @Override
        public void end(Fields trailers) {}

        @Override
        public boolean instead(Answer answer) {
            return true;
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
