package dev.sallyport.authority.intent.session;

import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.proposal.Turn.Called;
import dev.sallyport.authority.intent.proposal.Turn.Returned;
import dev.sallyport.authority.intent.proposal.Turn.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a session was asked to do, and what happened around it so far.
///
/// What somebody signed is not stretched by what the agent says (R2): beside an attested request, or a task that an
/// orchestrator signed, a declared request is the agent's own words, and a declared answer comes from nowhere in
/// particular. A task is signed when an orchestrator declared it; whoever else chose the purpose, a claim or the access
/// rule, the words of the task are the agent's.
///
/// @param signed whether somebody signed it, or the gateway saw it
record Told(String request, String system, List<dev.sallyport.authority.intent.proposal.Turn> history, boolean signed) {

    /// Whether [#of] says something, without reading all that was said: this is asked on a loop.
    static boolean anything(Purpose purpose, PromptContext context) {
        if (!purpose.task().isEmpty()) return true;
        for (Turn turn : context.turns()) if (isUser(turn)) return true;
        return false;
    }

    /// @return empty when nobody asked for anything
    static Optional<Told> of(Purpose purpose, PromptContext context) {
        boolean byOrchestrator = purpose.declaredBy() == Purpose.Declarer.ORCHESTRATOR;
        boolean attested = context.turns().stream().anyMatch(turn -> isUser(turn) && turn.tier() != Tier.DECLARED);
        String task = attested && !byOrchestrator ? "" : purpose.task();
        boolean signed = attested || (byOrchestrator && !task.isEmpty());
        List<Turn> asked = context.turns().stream()
                .filter(turn -> isUser(turn) && counts(turn, signed))
                .toList();
        if (asked.isEmpty() && task.isEmpty()) return Optional.empty();
        String system = context.turns().stream()
                .filter(turn -> turn.role().equals("system") && counts(turn, signed))
                .map(Turn::text)
                .distinct()
                .collect(Collectors.joining("\n"));
        Optional<Turn> first = asked.stream().findFirst();
        return Optional.of(new Told(request(task, first), system, history(context, first, signed), signed));
    }

    private static boolean isUser(Turn turn) {
        return turn.role().equals("user");
    }

    private static boolean counts(Turn turn, boolean signed) {
        return !signed || turn.tier() != Tier.DECLARED;
    }

    private static String request(String task, Optional<Turn> first) {
        String asked = first.map(Turn::text).orElse("");
        if (task.isEmpty() || asked.contains(task)) return asked;
        return asked.isEmpty() ? task : task + "\n" + asked;
    }

    private static List<dev.sallyport.authority.intent.proposal.Turn> history(
            PromptContext context, Optional<Turn> request, boolean signed) {
        List<dev.sallyport.authority.intent.proposal.Turn> history = new ArrayList<>();
        for (Turn turn : context.turns()) {
            if (request.filter(turn::equals).isEmpty()) turn(turn, signed).ifPresent(history::add);
        }
        return history;
    }

    private static Optional<dev.sallyport.authority.intent.proposal.Turn> turn(Turn turn, boolean signed) {
        return switch (turn.role()) {
            case "system" -> Optional.empty();
            case "user" -> Optional.of(new Said(counts(turn, signed) ? "user" : "assistant", turn.text()));
            case "call" -> Optional.of(new Called(new Call(turn.source(), "", Leaves.of(turn.text()))));
            case "tool" -> Optional.of(new Returned(counts(turn, signed) ? turn.source() : "", turn.text()));
            default -> Optional.of(new Said("assistant", turn.text()));
        };
    }
}
