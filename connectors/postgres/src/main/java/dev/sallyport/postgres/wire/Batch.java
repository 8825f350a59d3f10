package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.BoundValue;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.transport.Form;
import dev.sallyport.transport.Inlet;
import dev.sallyport.transport.Turnstile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The run of Parse, Bind, Describe and Close frames that is being gathered, to be judged and forwarded as one:
/// with the Execute that ends it, or, when none does, as preparation. All frames of a run concern one
/// statement.
final class Batch {

    private final Inlet inlet;
    private final Turnstile turnstile;
    private @Nullable Meaning subject;
    private int answersDue;

    Batch(Inlet inlet, Turnstile turnstile) {
        this.inlet = inlet;
        this.turnstile = turnstile;
    }

    /// The frame at `at` joins; it stays where it is until the run is offered.
    void join(Meaning about, int at) {
        if (subject != null && subject != about) offerPrepared(at);
        subject = about;
        answersDue++;
    }

    /// A Close names no statement that would need judging.
    void joinClose() {
        answersDue++;
    }

    boolean gathering() {
        return answersDue > 0;
    }

    /// The run ends before the frame at `at`, without an Execute.
    void offerPrepared(int at) {
        if (answersDue == 0) return;
        Meaning about = subject == null ? Meaning.nothing() : subject;
        int due = reset();
        turnstile.offer(Form.PART, Actions.prepare(about), inlet.take(at), due, () -> {});
    }

    /// The run ends with the Execute that ends at `end`.
    void offerPerformed(Meaning about, List<BoundValue> values, int at, int end, Runnable onSuccess) {
        if (subject != null && subject != about) offerPrepared(at);
        reset();
        turnstile.offer(Form.PART, Actions.perform(about, values), inlet.take(end), 0, onSuccess);
    }

    private int reset() {
        int due = answersDue;
        answersDue = 0;
        subject = null;
        return due;
    }
}
