package dev.sallyport.llm.wire;

import dev.sallyport.llm.request.Api;
import dev.sallyport.llm.request.Endpoint;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Clerk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Intake;
import dev.sallyport.transport.http.Refusal;
import dev.sallyport.transport.http.Request;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.UpstreamRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request to a provider. On the loop.
final class LlmClerk implements Clerk {

    private final Provider provider;
    private final String tree;
    private final Called called;
    private final RequestHead head;
    private final Exchange exchange;
    private @Nullable Telling telling;
    private boolean threaded;

    LlmClerk(Provider provider, String tree, Called called, RequestHead head, Exchange exchange) {
        this.provider = provider;
        this.tree = tree;
        this.called = called;
        this.head = head;
        this.exchange = exchange;
    }

    private Optional<Endpoint> endpoint() {
        return called.endpoint().filter(known -> provider.settings().apis().contains(known.api()));
    }

    @Override
    public Intake intake() {
        boolean whole = endpoint().filter(known -> known.api() != Api.MODELS).isPresent();
        return whole ? new Intake.Whole(provider.settings().limits().requestBytes()) : new Intake.HeadOnly();
    }

    @Override
    public void asked(Request request) {
        if (endpoint().isEmpty()) {
            refuse(
                    "an endpoint that is not served here: `" + head.method() + " " + called.plain() + "`",
                    Words.notFound(called.style(head)));
            return;
        }
        Endpoint endpoint = endpoint().get();
        byte[] body = request.body();
        if (body.length <= Exchange.AT_ONCE) read(endpoint.api(), question(endpoint, body));
        else exchange.aside(() -> question(endpoint, body), read -> read(endpoint.api(), read));
    }

    /// Touches nothing that changes: it may be on another thread.
    private Optional<Question> question(Endpoint endpoint, byte[] body) {
        return Question.of(provider, tree, endpoint, called.line(head), body);
    }

    private void read(Api api, Optional<Question> read) {
        String unread = "a body that is not JSON that everyone reads alike";
        if (read.isEmpty()) refuse(unread, Words.wrong(api, 400, unread));
        else forward(api, read.get());
    }

    /// Told and judged like everything else, but never sent, also where rules are only observed.
    private void refuse(String why, Answer answer) {
        exchange.perform(provider.uses().unserved(called.line(head), why), 0, new Unserved(answer));
    }

    private void forward(Api api, Question question) {
        threaded = question.request().threaded();
        if (api.answers()) exchange.conversation(question.name(), question.turns());
        UpstreamRequest sent = provider.request(api, head, called.path(), question.sent());
        exchange.forward(question.action(), 0, sent, _ -> {
            telling = new Telling(provider, exchange, tree, question);
            return new LlmFilter(provider, telling);
        });
    }

    @Override
    public Answer refused(Refusal why) {
        boolean unheard = why.kind() == Refusal.Kind.UNREACHABLE || why.kind() == Refusal.Kind.BUSY;
        if (unheard && telling != null) telling.free(); // one that is slow may be thinking, and bills it
        return threaded ? Words.unthreaded(why) : Words.refused(called.style(head), why);
    }
}
