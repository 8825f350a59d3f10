package dev.sallyport.app.bench.intent;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A conversation that goes on and on, and never says the same twice.
final class Talk {

    private static final int SEED = 5;
    private static final int RECORDS = 100_000;
    private static final int LENGTH = 1_000;
    private static final int WORDS = 12;
    private static final String TOOL = "get_ticket";

    private static final List<String> VOCABULARY = List.of(
            "the invoice of customer was paid on monday please send report to team ticket open closed status account number review meeting schedule budget flight hotel address city price order shipped delivery email file folder share document important note urgent friday"
                    .split(" ", -1));

    private final Random random = new Random(SEED);
    private final Deque<Turn> turns = new ArrayDeque<>();
    private int next;

    /// @param answers that stand in it
    Talk(int answers) {
        for (int i = 0; i < answers; i++) goOn();
    }

    /// The next call is made and answered.
    private void goOn() {
        turns.add(new Turn("call", "{\"ticket_id\":\"" + record(next++) + "\"}", TOOL, Tier.OBSERVED));
        turns.add(new Turn("tool", answer(), TOOL, Tier.OBSERVED));
    }

    /// As [#goOn], and the oldest is forgotten.
    void move() {
        goOn();
        turns.removeFirst();
        turns.removeFirst();
    }

    PromptContext context() {
        return new PromptContext(List.copyOf(turns));
    }

    /// What it does next.
    Action action() {
        Operation read = new Operation(
                Verb.READ,
                new Resource("desk", "tool", TOOL, List.of()),
                new Scope.Keyed(List.of(new Scope.Key("id", List.of(record(next)))), true),
                Set.of());
        return new Action(
                Action.Phase.PERFORM,
                List.of(read),
                List.of(new Action.Argument("ticket_id", record(next))),
                TOOL,
                "print-" + next);
    }

    private static String record(int number) {
        return "TK-" + (RECORDS + number);
    }

    private String answer() {
        StringBuilder text = new StringBuilder("next: ").append(record(next)).append('\n');
        while (text.length() < LENGTH) sentence(text);
        return text.toString();
    }

    /// Every fourth tells somebody to do something.
    private void sentence(StringBuilder text) {
        text.append(random.nextInt(4) == 0 ? "Please send" : "Today");
        for (int i = 0; i < WORDS; i++) text.append(' ').append(VOCABULARY.get(random.nextInt(VOCABULARY.size())));
        text.append(" for customer-").append(random.nextInt(RECORDS)).append(".\n");
    }
}
