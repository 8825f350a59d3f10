package dev.sallyport.postgres.wire;

import dev.sallyport.postgres.wire.Names.Portal;
import dev.sallyport.transport.Form;
import dev.sallyport.transport.Inlet;
import dev.sallyport.transport.Judged;
import dev.sallyport.transport.Turnstile;
import io.netty.buffer.ByteBuf;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// The run of Parse, Bind, Describe and Close frames that is being gathered, to be judged and forwarded as one:
/// with the Execute that ends it, or, when none does, as preparation. All frames of a run concern one statement.
final class Batch {

    /// A longer run is judged in pieces: until then all of its frames lie in memory.
    private static final int LONGEST = 500;

    private final Inlet inlet;
    private final Turnstile turnstile;
    private final String target;
    private @Nullable Understood subject;
    private int answersDue;
    private int describes;
    private final IdentityHashMap<Portal, Boolean> bound = new IdentityHashMap<>();

    Batch(Inlet inlet, Turnstile turnstile, String target) {
        this.inlet = inlet;
        this.turnstile = turnstile;
        this.target = target;
    }

    /// The frame at `at` joins; it stays where it is until the run is offered.
    void join(Understood about, int at) {
        endForeign(about, at);
        endLong(at);
        subject = about;
        answersDue++;
    }

    /// What joined last makes this portal.
    void bound(Portal portal) {
        bound.put(portal, true);
    }

    /// The target has not heard of it yet: it has no snapshot, which a portal gets with its Bind.
    boolean isFresh(Portal portal) {
        return bound.containsKey(portal);
    }

    /// As [#join], for a Describe.
    void joinDescribe(Understood about, int at) {
        join(about, at);
        describes++;
    }

    /// Descriptions that the run asks for.
    int describes() {
        return describes;
    }

    /// A Close names no statement that would need judging.
    void joinClose(int at) {
        endLong(at);
        answersDue++;
    }

    /// The run ends before the frame at `at`, without an Execute.
    void offerPrepared(int at) {
        if (answersDue == 0) return;
        Judged judged = subject == null ? Actions.close(target) : Actions.prepare(subject);
        ByteBuf cargo = subject == null ? inlet.take(at) : Restating.of(subject, inlet.take(at));
        int due = answersDue;
        reset();
        turnstile.offer(Form.PART, judged, cargo, due, () -> {});
    }

    /// The run ends with the Execute that ends at `end`.
    void offerPerformed(Understood about, Judged judged, int at, int end, Runnable onSuccess) {
        endForeign(about, at);
        reset();
        turnstile.offer(Form.PART, judged, Restating.of(about, inlet.take(end)), 0, onSuccess);
    }

    private void endForeign(Understood about, int at) {
        if (subject != null && subject.meaning() != about.meaning()) offerPrepared(at);
    }

    private void endLong(int at) {
        if (answersDue >= LONGEST) offerPrepared(at);
    }

    private void reset() {
        answersDue = 0;
        describes = 0;
        bound.clear();
        subject = null;
    }
}
