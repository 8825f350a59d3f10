package dev.sallyport.authority.intent.session;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Signal.Proposed;
import dev.sallyport.api.decision.Signal.Proposed.Match;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The calls that models proposed around a session, as far as the gateway itself let them through: what an agent says
/// that its model proposed counts for nothing (R2). Bounded: the latest [#MOST]. Immutable.
///
/// @param speak whether a model answered at all through this gateway
/// @param latest the latest first
record ModelCalls(boolean speak, List<ModelCall> latest) {

    static final int MOST = 256;

    ModelCalls {
        latest = List.copyOf(latest);
    }

    static boolean speakIn(PromptContext context) {
        for (Turn turn : context.turns()) if (isModel(turn)) return true;
        return false;
    }

    private static boolean isModel(Turn turn) {
        return turn.tier() == Tier.OBSERVED && (isCall(turn) || turn.role().equals("assistant"));
    }

    private static boolean isCall(Turn turn) {
        return turn.role().equals("call");
    }

    static ModelCalls of(PromptContext context) {
        List<ModelCall> calls = new ArrayList<>();
        List<Turn> turns = context.turns();
        for (int i = turns.size() - 1; i >= 0 && calls.size() < MOST; i--)
            if (isModel(turns.get(i)) && isCall(turns.get(i))) calls.add(ModelCall.of(turns.get(i)));
        return new ModelCalls(!calls.isEmpty() || speakIn(context), calls);
    }

    Proposed match(Action action) {
        Deed deed = Deed.of(action);
        return find(deed::isThat, Match.MODEL)
                .or(() -> find(deed::hasItsName, Match.OTHERWISE))
                .orElse(Proposed.BY_NOBODY);
    }

    private Optional<Proposed> find(Predicate<ModelCall> fits, Match match) {
        return latest.stream()
                .filter(fits)
                .findFirst()
                .map(call -> new Proposed(match, OneLine.of(call.tool()), call.request()));
    }
}
