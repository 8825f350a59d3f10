package dev.sallyport.transport;

import dev.sallyport.api.decision.Deny;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.function.Consumer;

/// What a protocol must say so that order, denial and cut can be handled once, in the turnstile. Called on the loop.
public interface Dialect {

    /// Constant bytes that make the target itself fail in this place, so that order, transaction state and
    /// skipping come from the target. Never a byte of the agent's.
    ByteBuf poison(Form form);

    /// Constant bytes that make the target answer what it has; empty where the protocol needs none.
    ByteBuf nudge();

    /// Called for what is permitted, before it leaves: the same cargo, where needed changed so that its
    /// answer says which columns it shows.
    default ByteBuf describing(Ticket ticket, ByteBuf cargo) {
        return cargo;
    }

    /// Called for what is permitted, before its turn comes: whether somebody else must be heard about it
    /// first.
    ///
    /// @param answer to be called once, on the loop, never from within this call: why it may not leave
    ///     after all, or nothing
    /// @return false when nobody has to be asked; then `answer` is not called
    default boolean examine(Ticket ticket, Consumer<Optional<Deny>> answer) {
        return false;
    }

    /// Stops what the target is running, out of band.
    ///
    /// @param delivered run on the loop when the stop can no longer hit anything that is sent later
    void cancel(Runnable delivered);

    /// The whole conversation must end now: what is to be stopped has already been overtaken.
    void end(Deny why);
}
