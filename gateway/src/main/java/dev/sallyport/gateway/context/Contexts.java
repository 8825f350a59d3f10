package dev.sallyport.gateway.context;

import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.session.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/// What is remembered of each owner. Safe on every thread; nothing blocks.
public final class Contexts {

    private static final int MOST_OWNERS = 10_000;
    private static final long MOST_CHARACTERS = 64L << 20;

    private final Map<String, Remembered> byOwner = new ConcurrentHashMap<>();
    /// Of all owners together, kept along: whoever hears something is on a loop.
    private final AtomicLong characters = new AtomicLong();

    /// Whose the context of a session is: its task tree's, or, without one, its workload's.
    public static String owner(Session session) {
        return session.delegation().isNone()
                ? session.workload().authMethod() + "/" + session.workload().subject()
                : session.delegation().tree();
    }

    /// What was said to and signed for the task first, then what was heard.
    public static PromptContext together(PromptContext said, Remembered heard) {
        if (heard.turns().isEmpty()) return said;
        if (said.turns().isEmpty()) return new PromptContext(heard.turns());
        List<Turn> turns = new ArrayList<>(said.turns());
        turns.addAll(heard.turns());
        return new PromptContext(turns);
    }

    public Remembered of(String owner) {
        return byOwner.getOrDefault(owner, Remembered.NOTHING);
    }

    /// Its record is in the trail already.
    public void heard(String owner, UnaryOperator<Remembered> change) {
        byOwner.compute(owner, (_, known) -> {
            Remembered before = known == null ? Remembered.NOTHING : known;
            Remembered after = change.apply(before);
            characters.addAndGet(after.characters() - before.characters());
            return after;
        });
        while (isFull() && byOwner.size() > 1) forgetTheQuietest();
    }

    private boolean isFull() {
        return byOwner.size() > MOST_OWNERS || characters.get() > MOST_CHARACTERS;
    }

    private void forgetTheQuietest() {
        byOwner.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().last()))
                .ifPresent(entry -> forget(entry.getKey(), entry.getValue()));
    }

    private void forget(String owner, Remembered known) {
        if (byOwner.remove(owner, known)) characters.addAndGet(-known.characters());
    }

    public int size() {
        return byOwner.size();
    }
}
