package dev.sallyport.llm.wire;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.llm.answer.Heard.Denied;
import dev.sallyport.llm.request.Api;
import dev.sallyport.llm.request.Endpoint;
import dev.sallyport.llm.request.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A request that was read: what is told, what is proposed, and what would be sent. Made from its bytes alone, on
/// whichever thread.
///
/// @param name of the conversation that it goes on with
/// @param turns of it, those that the request only refers to included
/// @param tokens that it may cost at most
/// @param sent the agent's own bytes, but for what the gateway needs to know and what the provider needs to go on
@SuppressWarnings("ArrayRecordComponent")
record Question(ModelRequest request, String name, List<Turn> turns, long tokens, Action action, byte[] sent) {

    Question {
        turns = List.copyOf(turns);
    }

    /// @param tree names the task tree whose earlier answers it may refer to
    /// @param line for the trail
    /// @return empty when the body is not JSON that everyone reads alike
    static Optional<Question> of(Provider provider, String tree, Endpoint endpoint, String line, byte[] body) {
        return provider.reader().read(endpoint, body).map(request -> of(provider, tree, request, line, body));
    }

    private static Question of(Provider provider, String tree, ModelRequest request, String line, byte[] body) {
        Optional<Seen.Memory> before = provider.seen().all(tree, request.references());
        List<Turn> turns = new ArrayList<>(before.map(Seen.Memory::turns).orElse(List.of()));
        turns.addAll(request.turns());
        String name =
                before.map(Seen.Memory::name).filter(known -> !known.isEmpty()).orElseGet(() -> name(turns));
        long tokens = tokens(
                provider, request, body.length, before.map(Seen.Memory::tokens).orElse(0L));
        Action action = provider.uses().of(request, line, body, tokens, before.isPresent());
        byte[] sent = sent(request, body, before.map(Seen.Memory::denied).orElse(List.of()));
        return new Question(request, name, turns, tokens, action, sent);
    }

    /// What it may cost at most; lists and counts are free.
    private static long tokens(Provider provider, ModelRequest request, int bytes, long before) {
        return switch (request.api()) {
            case CHAT, RESPONSES, MESSAGES, EMBEDDINGS, GEMINI, GEMINI_STREAM, GEMINI_EMBED ->
                provider.bound().of(request, bytes, before);
            case COUNT_TOKENS, GEMINI_COUNT, MODELS -> 0;
        };
    }

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
}
