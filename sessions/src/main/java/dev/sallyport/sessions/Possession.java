package dev.sallyport.sessions;

import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.sessions.task.Binding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ties tokens to whoever asked for them, and finds out whether it is still they (R17).
record Possession(ProofCheck proofs) {

    /// Why somebody is not the holder.
    record Missing(RefusalReason reason, String detail) {}

    /// What a new token is bound to: the key of a DPoP proof, else the client's certificate, else its
    /// address.
    Binding bind(Caller caller, Instant now) throws OAuthError.Raised {
        if (caller.proof() != null) {
            return switch (proofs.check(caller.proof(), null, now)) {
                case ProofCheck.Checked.Proved proved -> new Binding(Binding.Kind.DPOP, proved.thumbprint());
                case ProofCheck.Checked.Refused no -> throw error(no).raised();
            };
        }
        return caller.chain().isEmpty()
                ? new Binding(Binding.Kind.ADDRESS, Binding.host(caller.peer()))
                : new Binding(
                        Binding.Kind.CERTIFICATE, thumbprint(caller.chain().getFirst()));
    }

    private static OAuthError error(ProofCheck.Checked.Refused no) {
        return no.reason() == RefusalReason.NONCE_NEEDED
                ? OAuthError.of(no.reason(), no.detail())
                : new OAuthError(400, "invalid_dpop_proof", no.detail(), no.reason());
    }

    /// Empty when the caller is who the token was given to.
    ///
    /// @param token what is presented; a DPoP proof must name it unless it is the token request itself
    /// that is proved
    Optional<Missing> missing(Binding binding, Caller caller, String token, boolean tokenRequest, Instant now) {
        return switch (binding.kind()) {
            case ADDRESS ->
                same(binding.value(), Binding.host(caller.peer()))
                        ? Optional.empty()
                        : not("the session token was given to another address");
            case CERTIFICATE ->
                !caller.chain().isEmpty()
                                && same(
                                        binding.value(),
                                        thumbprint(caller.chain().getFirst()))
                        ? Optional.empty()
                        : not("the session token is bound to a client certificate that was not shown");
            case DPOP -> dpop(binding, caller, tokenRequest ? null : token, now);
        };
    }

    private Optional<Missing> dpop(Binding binding, Caller caller, @Nullable String token, Instant now) {
        if (caller.proof() == null)
            return not("the session token is bound to a key, and a proof of it (DPoP) was not shown");
        return switch (proofs.check(caller.proof(), token, now)) {
            case ProofCheck.Checked.Refused no -> Optional.of(new Missing(no.reason(), no.detail()));
            case ProofCheck.Checked.Proved proved ->
                same(binding.value(), proved.thumbprint())
                        ? Optional.empty()
                        : not("the session token is bound to another key than the proof shows");
        };
    }

    private static Optional<Missing> not(String detail) {
        return Optional.of(new Missing(RefusalReason.NOT_THE_HOLDER, detail));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /// RFC 8705 section 3.1.
    static String thumbprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }
}
