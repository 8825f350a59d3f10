package dev.sallyport.llm.wire;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.llm.answer.Heard.Denied;
import dev.sallyport.llm.request.Api;
import dev.sallyport.llm.request.Endpoint;
import dev.sallyport.llm.request.ModelRequest;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Clerk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Intake;
import dev.sallyport.transport.http.Refusal;
import dev.sallyport.transport.http.Request;
import dev.sallyport.transport.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
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
            refuse("an endpoint that is not served", Words.notFound(called.style(head)));
            return;
        }
        Endpoint endpoint = endpoint().get();
        Api api = endpoint.api();
        Optional<ModelRequest> read = provider.reader().read(endpoint, request.body());
        String unread = "a body that is not JSON that everyone reads alike";
        if (read.isEmpty()) refuse(unread, Words.wrong(api, 400, unread));
        else forward(api, read.get(), request.body());
    }

    /// Told and judged like everything else, but never sent, also where rules are only observed.
    private void refuse(String why, Answer answer) {
        exchange.perform(provider.uses().unserved(called.line(head), why), 0, new Unserved(answer));
    }

    private void forward(Api api, ModelRequest request, byte[] body) {
        Optional<Seen.Memory> before = provider.seen().all(tree, request.references());
        List<Turn> turns = new ArrayList<>(before.map(Seen.Memory::turns).orElse(List.of()));
        turns.addAll(request.turns());
        String name =
                before.map(Seen.Memory::name).filter(known -> !known.isEmpty()).orElseGet(() -> name(turns));
        if (api.answers()) exchange.conversation(name, turns);
        long tokens =
                tokens(request, body.length, before.map(Seen.Memory::tokens).orElse(0L));
        Action action = provider.uses().of(request, called.line(head), body, tokens, before.isPresent());
        byte[] sent = sent(request, body, before.map(Seen.Memory::denied).orElse(List.of()));
        exchange.forward(action, 0, provider.request(api, head, called.path(), sent), _ -> {
            telling = new Telling(provider, exchange, tree, request, name, turns, tokens);
            return new LlmFilter(provider, telling);
        });
    }

    /// What it may cost at most; lists and counts are free.
    private long tokens(ModelRequest request, int bytes, long before) {
        return switch (request.api()) {
            case CHAT, RESPONSES, MESSAGES, EMBEDDINGS, GEMINI, GEMINI_STREAM, GEMINI_EMBED ->
                provider.bound().of(request, bytes, before);
            case COUNT_TOKENS, GEMINI_COUNT, MODELS -> 0;
        };
    }

    /// The agent's own bytes, but for what the gateway needs to know and what the provider needs to go on.
    private static byte[] sent(ModelRequest request, byte[] body, List<Denied> denied) {
        boolean asks = request.api() == Api.CHAT && request.streaming() && !request.usageAsked();
        if (asks) return UsageOption.add(body);
        return denied.isEmpty() ? body : Withheld.answered(body, denied);
    }

    /// How a conversation begins, up to the first thing that its user says, is what it is known by as it grows.
    private static String name(List<Turn> turns) {
        List<String> first = new ArrayList<>();
        for (Turn turn : turns) {
            first.add(turn.text());
            if (turn.role().equals("user")) break;
        }
        return Digests.of(first.toArray(String[]::new)).substring(0, 16);
    }

    @Override
    public Answer refused(Refusal why) {
        boolean unheard = why.kind() == Refusal.Kind.UNREACHABLE || why.kind() == Refusal.Kind.BUSY;
        if (unheard && telling != null) telling.free(); // one that is slow may be thinking, and bills it
        return Words.refused(called.style(head), why);
    }
}
