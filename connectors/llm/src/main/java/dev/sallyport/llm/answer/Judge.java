package dev.sallyport.llm.answer;

import java.util.function.Consumer;

/// Decides about proposed calls.
public interface Judge {

    /// @param then called once, at once or later on the same loop; not at all when the exchange ends before
    void judge(ProposedCall call, Consumer<Ruling> then);
}
