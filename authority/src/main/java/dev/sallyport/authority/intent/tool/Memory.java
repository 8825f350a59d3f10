package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.words.Meanings;
import java.util.concurrent.atomic.AtomicLong;

/// Reads requests, answers and calls, each once for all the decisions of a conversation. Safe on every thread.
final class Memory {

    private static final int ANSWERS = 4_000_000;
    private static final int REQUESTS = 1_000_000;
    private static final int CALLS = 200_000;
    private static final int TOOLS = 20_000;
    private static final int INSTRUCTIONS = 2_048;

    private final Meanings meanings;
    private final AtomicLong readings = new AtomicLong();
    private final Remembered<Answer> answers = new Remembered<>(ANSWERS);
    private final Remembered<Asked> requests = new Remembered<>(REQUESTS);
    private final Remembered<Proposed> calls = new Remembered<>(CALLS);

    private final Remembered<Explained> tools = new Remembered<>(TOOLS);

    Memory(Meanings meanings) {
        this.meanings = meanings;
    }

    Answer answer(String text) {
        return answers.of(text, unread -> Answer.of(unread, meanings, readings::incrementAndGet));
    }

    /// @param everything the request and what the user said later
    Asked asked(String request, String everything) {
        String key = request.length() + ":" + everything;
        return requests.of(key, _ -> Asked.of(request, everything, meanings));
    }

    Proposed proposed(Call call) {
        StringBuilder key = new StringBuilder(call.tool()).append('\0').append(call.description());
        for (Call.Argument argument : call.arguments())
            key.append('\0').append(argument.path()).append('\1').append(argument.text());
        return calls.of(key.toString(), _ -> Proposed.of(call, named(call.tool()), meanings));
    }

    private Explained named(String tool) {
        return tools.of(tool, _ -> new Explained(INSTRUCTIONS));
    }
}
