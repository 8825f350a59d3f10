package dev.sallyport.llm.wire;

import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.llm.answer.Heard;
import dev.sallyport.llm.answer.Judge;
import dev.sallyport.llm.answer.ProposedCall;
import dev.sallyport.llm.answer.Ruling;
import dev.sallyport.llm.json.Json;
import dev.sallyport.llm.request.ModelRequest;
import dev.sallyport.transport.http.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the gateway is told about one answer: its words and calls as they go out (OBSERVED: it carried them from the
/// target itself, R2), the calls that want a judgement, the tokens. On the loop.
final class Telling implements Judge {

    private final Provider provider;
    private final Exchange exchange;
    private final String tree;
    private final ModelRequest request;
    private final String name;
    private final List<Turn> turns;
    private final long bound;
    private final Heard heard = new Heard();
    private int told;
    private boolean charged = true;
    private boolean failed;

    Telling(Provider provider, Exchange exchange, String tree, Question question) {
        this.provider = provider;
        this.exchange = exchange;
        this.tree = tree;
        this.request = question.request();
        this.name = question.name();
        this.turns = new ArrayList<>(question.turns());
        this.bound = question.tokens();
    }

    ModelRequest request() {
        return request;
    }

    Heard heard() {
        return heard;
    }

    /// The answer costs nothing: it is an error of the provider's.
    void free() {
        charged = false;
    }

    void failed() {
        failed = true;
    }

    boolean hasFailed() {
        return failed;
    }

    /// Tokens used, as the provider counted them in the end; until then, and where it does not say, what was reserved:
    /// an answer that is cut or left has cost what nobody knows.
    long tokens() {
        if (!charged) return 0;
        return heard.counted() ? heard.usage().total() : bound;
    }

    @Override
    public void judge(ProposedCall call, Consumer<Ruling> then) {
        words();
        exchange.propose(
                Proposals.of(provider.settings().name(), call, request.offered().getOrDefault(call.tool(), "")),
                0,
                verdict -> then.accept(ruling(call, verdict)));
    }

    private Ruling ruling(ProposedCall call, Verdict.Settled verdict) {
        return switch (verdict) {
            case Verdict.Permitted(String id, var _) -> {
                observed(new Turn("call", Json.plain(call.arguments()), call.tool(), Tier.OBSERVED, id));
                yield new Ruling.Released();
            }
            case Verdict.Denied(String id, var deny) -> new Ruling.Blocked(deny.rule(), deny.reason(), id);
            case Verdict.Ended(String id, var contain) -> new Ruling.Blocked(contain.rule(), contain.reason(), id);
        };
    }

    /// As of [Exchange].
    <T> void aside(Supplier<T> work, Consumer<T> then) {
        exchange.aside(work, then);
    }

    /// Words that stand before a call, or before the end, are whole.
    private void words() {
        List<String> words = heard.words();
        words.subList(told, words.size())
                .forEach(text -> observed(new Turn("assistant", text, request.model(), Tier.OBSERVED)));
        told = words.size();
    }

    private void observed(Turn turn) {
        turns.add(turn);
        exchange.observed(turn);
    }

    /// The answer is over: tells the rest, and keeps what a later request may refer to.
    void over() {
        words();
        provider.seen()
                .remember(
                        tree,
                        heard.ids(),
                        new Seen.Memory(name, turns, heard.usage().total(), heard.denied()));
    }
}
