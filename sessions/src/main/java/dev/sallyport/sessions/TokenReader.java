package dev.sallyport.sessions;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.TaskTokens;
import dev.sallyport.sessions.task.Grant;
import dev.sallyport.sessions.task.Tasks;
import dev.sallyport.sessions.token.SessionToken;
import dev.sallyport.sessions.token.TokenMint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Recognises session tokens that come back. Safe on every thread; does not block.
public final class TokenReader implements TaskTokens {

    private static final String AGAIN = "; exchange it for a fresh one, or open a new task";

    private final TokenMint mint;
    private final Tasks tasks;
    private final SessionSettings settings;
    private final Possession possession;

    public TokenReader(TokenMint mint, Tasks tasks, SessionSettings settings, ProofCheck proofs) {
        this.mint = mint;
        this.tasks = tasks;
        this.settings = settings;
        this.possession = new Possession(proofs);
    }

    /// A token and what it stands for: in time, its task living, shown by its holder.
    record Good(SessionToken token, Grant grant, Delegation delegation) {}

    sealed interface Reading {
        enum Foreign implements Reading {
            FOREIGN
        }

        record Bad(RefusalReason reason, String detail) implements Reading {}

        record Fine(Good good) implements Reading {}
    }

    @Override
    public Presented present(Attestation attestation, String peer, String target, boolean proxied, Instant now) {
        return switch (attestation) {
            case Attestation.BearerToken bearer ->
                present(bearer.token(), new Caller(peer, List.of(), null), target, proxied, now);
            case Attestation.BoundToken bound ->
                present(bound.token(), new Caller(peer, bound.chain(), bound.proof()), target, proxied, now);
            case Attestation.CertificateChain _, Attestation.SignedCloudRequest _ -> Presented.Foreign.FOREIGN;
        };
    }

    private Presented present(String text, Caller caller, String target, boolean proxied, Instant now) {
        return switch (read(text, caller, false, now)) {
            case Reading.Foreign _ -> Presented.Foreign.FOREIGN;
            case Reading.Bad bad -> new Presented.Refused(bad.reason(), bad.detail());
            case Reading.Fine fine -> present(fine.good(), target, proxied);
        };
    }

    /// Bound to one target, or to the proxy, where no target ever sees it (R17).
    private Presented present(Good good, String target, boolean proxied) {
        String audience = good.token().audience();
        if (audience.equals(settings.issuer())) {
            return new Presented.Refused(
                    RefusalReason.WRONG_AUDIENCE,
                    "this session token is for several targets: exchange it with `audience=" + target
                            + "` for one of this target");
        }
        boolean proxy = audience.equals(FORWARD_PROXY);
        if (proxy && !proxied) {
            return new Presented.Refused(
                    RefusalReason.WRONG_AUDIENCE,
                    "this session token is for the gateway as a proxy: exchange it with `audience=" + target
                            + "` for one of this target");
        }
        if (!(proxy || audience.equals(target)) || !good.grant().targets().contains(target)) {
            return new Presented.Refused(
                    RefusalReason.WRONG_AUDIENCE,
                    "the session token is for another target"
                            + (proxy ? " than `" + target + "`" : ": `" + audience + "`"));
        }
        Grant grant = good.grant();
        return new Presented.Held(good.delegation(), grant.purpose(), grant.endsAt(), settings.connections());
    }

    /// @param tokenRequest true when a DPoP proof goes with a request to the desk itself, which names no
    /// token
    Reading read(String text, Caller caller, boolean tokenRequest, Instant now) {
        return switch (mint.read(text)) {
            case TokenMint.Read.Foreign _ -> Reading.Foreign.FOREIGN;
            case TokenMint.Read.Forged _ ->
                new Reading.Bad(
                        RefusalReason.BAD_SIGNATURE,
                        "the session token was not signed by a key of this gateway" + AGAIN);
            case TokenMint.Read.Ours ours -> check(text, ours.token(), caller, tokenRequest, now);
        };
    }

    private Reading check(String text, SessionToken token, Caller caller, boolean tokenRequest, Instant now) {
        if (!now.isBefore(token.expiresAt())) {
            return new Reading.Bad(RefusalReason.EXPIRED, "the session token has expired" + AGAIN);
        }
        Optional<Grant> grant = tasks.find(token.grant());
        Optional<Delegation> delegation = tasks.delegation(token.grant());
        if (grant.isEmpty() || delegation.isEmpty()) {
            return new Reading.Bad(RefusalReason.REVOKED, "the session token's task is over; open a new one");
        }
        Optional<String> over = tasks.over(delegation.get(), now);
        if (over.isPresent()) return new Reading.Bad(RefusalReason.REVOKED, over.get());
        return possession
                .missing(grant.get().binding(), caller, text, tokenRequest, now)
                .<Reading>map(missing -> new Reading.Bad(missing.reason(), missing.detail()))
                .orElseGet(() -> new Reading.Fine(new Good(token, grant.get(), delegation.get())));
    }

    /// Only signature and grant: whoever has a token, however old, may end what it stands for.
    Optional<SessionToken> signed(String text) {
        return mint.read(text) instanceof TokenMint.Read.Ours ours ? Optional.of(ours.token()) : Optional.empty();
    }

    boolean living(String grant, Instant now) {
        return tasks.delegation(grant)
                .filter(way -> tasks.over(way, now).isEmpty())
                .isPresent();
    }

    @Override
    public PromptContext context(Delegation delegation) {
        return tasks.context(delegation);
    }

    @Override
    public void contained(Delegation delegation, String reason) {
        tasks.endSoon(delegation.tree(), reason);
    }

    @Override
    public Optional<String> ended(Delegation delegation, Instant now) {
        return tasks.over(delegation, now);
    }
}
