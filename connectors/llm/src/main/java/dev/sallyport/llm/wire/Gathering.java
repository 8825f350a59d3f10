package dev.sallyport.llm.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.answer.Ruling;
import dev.sallyport.llm.answer.WholeAnswer;
import dev.sallyport.llm.json.Json;
import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An answer in one piece: nothing of it leaves before all of it was judged. On the loop.
final class Gathering implements AnswerFilter {

    private final Provider provider;
    private final Telling telling;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable ResponseHead head;
    private boolean over;

    Gathering(Provider provider, Telling telling) {
        this.provider = provider;
        this.telling = telling;
    }

    @Override
    public void head(ResponseHead itsHead, Outflow out) {
        head = itsHead;
    }

    @Override
    public void data(ByteBuf piece, Outflow out) {
        if (over) return;
        int most = provider.settings().limits().answerBytes();
        if (body.size() + piece.readableBytes() > most) refuse(out, "the answer has more than " + most + " bytes");
        else keep(piece);
    }

    private void keep(ByteBuf piece) {
        try {
            piece.getBytes(piece.readerIndex(), body, piece.readableBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array that cannot be written", impossible);
        }
    }

    @Override
    public void end(Fields trailers, Outflow out) {
        if (over) return;
        byte[] bytes = body.toByteArray();
        if (bytes.length <= Exchange.AT_ONCE) read(bytes, Json.object(bytes), out);
        else telling.aside(() -> Json.object(bytes), json -> read(bytes, json, out));
    }

    private void read(byte[] bytes, Optional<ObjectNode> json, Outflow out) {
        Optional<WholeAnswer> answer =
                json.flatMap(read -> WholeAnswer.of(telling.request().api(), bytes, read, telling.heard()));
        if (answer.isEmpty()) refuse(out, "the provider's answer is not JSON that everyone reads alike");
        else judge(answer.get(), new ArrayList<>(), out);
    }

    private void refuse(Outflow out, String words) {
        over = true;
        telling.failed();
        out.instead(Words.wrong(telling.request().api(), 502, words));
    }

    /// One after the other: what was decided about the first counts for the second.
    private void judge(WholeAnswer answer, List<Ruling> rulings, Outflow out) {
        if (rulings.size() == answer.calls().size()) {
            ruled(answer.ruled(rulings), out);
            return;
        }
        telling.judge(answer.calls().get(rulings.size()), ruling -> {
            rulings.add(ruling);
            judge(answer, rulings, out);
        });
    }

    private void ruled(WholeAnswer answer, Outflow out) {
        if (answer.changed() && body.size() > Exchange.AT_ONCE) telling.aside(answer::bytes, bytes -> send(bytes, out));
        else send(answer.bytes(), out);
    }

    private void send(byte[] bytes, Outflow out) {
        over = true;
        telling.over();
        ResponseHead its = Objects.requireNonNull(head, "data before a head");
        out.head(new ResponseHead(its.status(), its.fields(), bytes.length));
        out.write(bytes);
        out.end(Fields.NONE);
    }

    @Override
    public Tally tally() {
        return new Tally(telling.tokens(), 0, List.of(), telling.hasFailed());
    }
}
