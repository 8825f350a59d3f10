package dev.sallyport.api.session;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.RefusalReason;
import java.time.Instant;
import java.util.Optional;

/// The session tokens that this gateway gave out, as the corridor sees them. Safe on every thread; nothing
/// blocks.
public interface TaskTokens {

    /// The audience of a token for the gateway as a forward proxy; no target can have this name.
    String FORWARD_PROXY = "urn:sallyport:forward-proxy";

    /// Of a gateway that gives none out.
    TaskTokens NONE = new TaskTokens() {
        @Override
        public Presented present(Attestation attestation, String peer, String target, boolean proxied, Instant now) {
            return Presented.Foreign.FOREIGN;
        }

        @Override
        public void contained(Delegation delegation, String reason) {}

        @Override
        public PromptContext context(Delegation delegation) {
            return PromptContext.EMPTY;
        }

        @Override
        public Optional<String> ended(Delegation delegation, Instant now) {
            return Optional.of("session tokens are not given out any more");
        }
    };

    /// Reads what lies in a password or API-key slot: signature, age, target, possession (R17).
    ///
    /// @param peer the client's address, with or without a port
    /// @param proxied it was shown to the gateway as a forward proxy: a token for the proxy opens every target
    ///     of its task this way, and none in any other
    Presented present(Attestation attestation, String peer, String target, boolean proxied, Instant now);

    /// What was said around the tasks on the way, as far as anybody said it here. Evidence for door
    /// two, never a grant (R2).
    PromptContext context(Delegation delegation);

    /// A session of this tree was contained: no token of it opens anything any more. In force when it
    /// returns, written down soon.
    void contained(Delegation delegation, String reason);

    /// Why a session may not go on: its grant, or one above it, was revoked or is over. Empty while it may.
    Optional<String> ended(Delegation delegation, Instant now);

    sealed interface Presented {

        /// No session token of this gateway: ask the auth methods.
        enum Foreign implements Presented {
            FOREIGN
        }

        /// @param detail lower case, no full stop, never a secret nor the token
        record Refused(RefusalReason reason, String detail) implements Presented {}

        /// @param purpose the name of the purpose that was granted
        /// @param endsAt no session of this token lasts longer
        /// @param connections open at once for its grant
        record Held(Delegation delegation, String purpose, Instant endsAt, int connections) implements Presented {}
    }
}
