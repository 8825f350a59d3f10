package dev.sallyport.llm.answer;

import java.util.List;
import java.util.function.Function;

/// What a script makes of one event.
sealed interface Step {

    Step NOTHING = new Send(List.of());

    /// Goes to the client at once.
    record Send(List<byte[]> bytes) implements Step {}

    /// Nothing more goes out before these calls are judged.
    ///
    /// @param then what goes out after that; asked once, with the rulings in the order of the calls
    /// @param behind events that came while the calls were not whole: they are looked at after that
    record Ask(List<ProposedCall> calls, Function<List<Ruling>, List<byte[]>> then, List<SseEvent> behind)
            implements Step {}

    static Step send(byte[] bytes) {
        return new Send(List.of(bytes));
    }
}
