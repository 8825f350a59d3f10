package dev.sallyport.llm.wire;

import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.llm.answer.Heard.Denied;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers that went through this gateway and may be referred to later by their ids (`previous_response_id`,
/// `item_reference`), each for the task tree that it was given to. Bounded: the oldest falls out first, and a reference
/// to it is then not known. Safe on every thread.
public final class Seen {

    /// @param name of the conversation
    /// @param turns of it, the answer's own included
    /// @param tokens that it cost to read and to write
    /// @param denied calls in it that the agent did not get
    record Memory(String name, List<Turn> turns, long tokens, List<Denied> denied) {
        Memory {
            turns = List.copyOf(turns);
            denied = List.copyOf(denied);
        }

        long characters() {
            long sum = 0;
            for (Turn turn : turns) sum += turn.text().length();
            return sum;
        }
    }

    private static final long MOST_CHARACTERS = 64L << 20;

    private final int most;
    private final Map<String, Memory> answers = new LinkedHashMap<>();
    private long characters;

    /// @param most answers
    public Seen(int most) {
        this.most = most;
    }

    /// @param tree whose sessions may refer to it
    /// @param ids of the answer first and of its parts
    synchronized void remember(String tree, List<String> ids, Memory memory) {
        if (ids.isEmpty()) return;
        put(key(tree, ids.getFirst()), memory);
        // a part is known by itself, its words stand in the answer's memory
        Memory part = new Memory(memory.name(), List.of(), memory.tokens(), List.of());
        for (String id : ids.subList(1, ids.size())) put(key(tree, id), part);
        while (answers.size() > most || characters > MOST_CHARACTERS)
            forget(answers.keySet().iterator().next());
    }

    private void put(String key, Memory memory) {
        if (answers.containsKey(key)) forget(key);
        answers.put(key, memory);
        characters += memory.characters();
    }

    private void forget(String key) {
        Memory gone = answers.remove(key);
        if (gone != null) characters -= gone.characters();
    }

    synchronized Optional<Memory> of(String tree, String id) {
        return Optional.ofNullable(answers.get(key(tree, id)));
    }

    /// What all of these say together; empty when one of them is not known.
    Optional<Memory> all(String tree, List<String> ids) {
        List<Turn> turns = new ArrayList<>();
        String name = "";
        long tokens = 0;
        List<Denied> denied = new ArrayList<>();
        for (String id : ids) {
            Optional<Memory> one = of(tree, id);
            if (one.isEmpty()) return Optional.empty();
            turns.addAll(one.get().turns());
            denied.addAll(one.get().denied());
            if (name.isEmpty()) name = one.get().name();
            tokens = Math.max(tokens, one.get().tokens());
        }
        return Optional.of(new Memory(name, turns, tokens, denied));
    }

    private static String key(String tree, String id) {
        return tree + "\0" + id;
    }
}
