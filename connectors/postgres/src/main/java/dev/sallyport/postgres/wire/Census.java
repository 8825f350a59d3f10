package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.postgres.plan.Countable;
import dev.sallyport.postgres.plan.Heard;
import dev.sallyport.transport.Inlet;
import dev.sallyport.transport.Pause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the rows of an answer will not tell how many records of some keys stand in it, see [Countable], the target is
/// asked for their number before anybody decides (R7). While it thinks the agent's frames wait; then the same frame is
/// offered again. On the loop.
///
/// What this session sees and another connection does not, see [OwnSight], is not asked about: nobody
/// knows how many there are. What others change between the question and the statement is not seen either.
final class Census {

    private static final int MOST_QUESTIONS = 8;

    private final @Nullable WitnessLine line;
    private final Inlet inlet;
    private final OwnSight own;
    private final Map<Operation, Long> found = new HashMap<>();
    private List<Operation> asked = List.of();
    private boolean busy;
    private boolean cancelled;

    /// @param line null: nobody is asked
    Census(@Nullable WitnessLine line, Inlet inlet, OwnSight own) {
        this.line = line;
        this.inlet = inlet;
        this.own = own;
    }

    /// Whether there is something to ask about: then nothing may be on its way, or what it changes comes in between.
    boolean wants(Understood text, List<Operation> operations) {
        return line != null
                && text.meaning() != null
                && Countable.isAmong(operations, text.effects())
                && !own.differs();
    }

    /// @return the operations with what was found; empty when the agent's inlet was paused until it is
    Optional<List<Operation>> of(Understood text, List<Operation> operations) {
        if (!asked.isEmpty() && operations.equals(asked)) return Optional.of(answered(operations));
        Meaning meaning = text.meaning();
        if (line == null || meaning == null || !wants(text, operations)) return Optional.of(operations);
        Map<Operation, Count> questions = questions(meaning, operations);
        if (questions.isEmpty() || questions.size() > MOST_QUESTIONS) return Optional.of(operations);
        asked = operations;
        found.clear();
        busy = true;
        inlet.pause(Pause.THINKING);
        ask(line, new ArrayDeque<>(questions.entrySet()));
        return Optional.empty();
    }

    /// The agent cancelled: what waits for a number just now is not wanted any more.
    ///
    /// @return false when nothing does
    boolean cancel() {
        cancelled |= busy;
        return busy;
    }

    /// Whether what just got its numbers was cancelled meanwhile. Asked once.
    boolean wasCancelled() {
        boolean was = cancelled;
        cancelled = false;
        return was;
    }

    private static Map<Operation, Count> questions(Meaning meaning, List<Operation> operations) {
        Map<Operation, Count> questions = new HashMap<>();
        for (Operation operation : operations) {
            if (Countable.is(operation, operations) && operation.scope() instanceof Scope.Keyed keyed)
                Count.of(meaning.structure(), operation.resource().name(), keyed)
                        .ifPresent(count -> questions.put(operation, count));
        }
        return questions;
    }

    private void ask(WitnessLine of, ArrayDeque<Map.Entry<Operation, Count>> questions) {
        Map.Entry<Operation, Count> next = questions.poll();
        if (next == null) {
            busy = false;
            inlet.resume(Pause.THINKING);
            return;
        }
        of.count(next.getValue(), heard -> {
            if (heard instanceof Heard.Counted(long records) && records <= Count.MOST)
                found.put(next.getKey(), records);
            ask(of, questions);
        });
    }

    private List<Operation> answered(List<Operation> operations) {
        List<Operation> all = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            Long records = found.get(operation);
            all.add(records == null ? operation : Countable.found(operation, records));
        }
        found.clear();
        asked = List.of();
        return all;
    }
}
