package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import dev.sallyport.llm.request.Api;
import java.util.List;
import java.util.Optional;

/// An answer that came in one piece: its calls are judged before any of it is passed on. For one answer on one thread.
public final class WholeAnswer {

    private final byte[] bytes;
    private final ObjectNode json;
    private final Parts parts;
    private final List<ProposedCall> calls;
    private final Heard heard;
    private boolean changed;

    /// One API's way of answering.
    interface Parts {

        List<ProposedCall> calls();

        /// Puts the notice in the place of each call that is blocked.
        ///
        /// @param rulings in the order of the calls
        void replace(List<Ruling> rulings);
    }

    private WholeAnswer(byte[] bytes, ObjectNode json, Parts parts, Heard heard) {
        this.bytes = bytes;
        this.json = json;
        this.parts = parts;
        this.calls = List.copyOf(parts.calls());
        this.heard = heard;
    }

    /// Empty when it is not JSON that everyone reads alike, or has another shape than its API says.
    public static Optional<WholeAnswer> read(Api api, byte[] body, Heard heard) {
        return Json.object(body).flatMap(json -> of(api, body, json, heard));
    }

    /// @param json what the body says
    /// @return empty when it has another shape than its API says
    public static Optional<WholeAnswer> of(Api api, byte[] body, ObjectNode json, Heard heard) {
        try {
            Parts parts = parts(api, json, heard);
            heard.used(json.path("usage"));
            return Optional.of(new WholeAnswer(body, json, parts, heard));
        } catch (BrokenAnswerException broken) {
            return Optional.empty();
        }
    }

    private static Parts parts(Api api, ObjectNode json, Heard heard) throws BrokenAnswerException {
        heard.named(Json.string(json, "id"));
        return switch (api) {
            case CHAT -> new ChatAnswer(json, heard);
            case RESPONSES -> new ResponsesAnswer(json, heard);
            case MESSAGES -> new MessagesAnswer(json, heard);
            case GEMINI, GEMINI_STREAM -> new GeminiParts(json, heard);
            case COUNT_TOKENS, EMBEDDINGS, GEMINI_EMBED, GEMINI_COUNT, MODELS -> new NoParts();
        };
    }

    public List<ProposedCall> calls() {
        return calls;
    }

    /// Puts notices in the place of what was blocked.
    ///
    /// @param rulings in the order of the calls
    public WholeAnswer ruled(List<Ruling> rulings) {
        for (int i = 0; i < calls.size(); i++) heard.ruled(calls.get(i), rulings.get(i));
        changed = rulings.stream().anyMatch(Ruling.Blocked.class::isInstance);
        if (changed) parts.replace(rulings);
        return this;
    }

    public boolean changed() {
        return changed;
    }

    /// What the client gets: the very bytes where nothing was blocked.
    public byte[] bytes() {
        return changed ? Json.bytes(json) : bytes;
    }

    /// Of numbers alone.
    private record NoParts() implements Parts {

        @Override
        public List<ProposedCall> calls() {
            return List.of();
        }

        @Override
        public void replace(List<Ruling> rulings) {}
    }
}
