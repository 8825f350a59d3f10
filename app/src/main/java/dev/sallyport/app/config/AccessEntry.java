package dev.sallyport.app.config;

import dev.sallyport.api.session.Mode;
import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import dev.sallyport.app.config.shape.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Door one: one auth method may reach one target in one role for some purposes.
@Refused(key = "role", because = "is written `as`")
@Refused(key = "purpose", because = "is written `purposes`, one or a list")
public record AccessEntry(
        @Doc("Stands in decisions in place of the rule's number.") @Default("''")
        String name,

        @Doc("An auth method.") String from,
        @Doc("A target.") String to,
        @Doc("A role of the target.") String as,

        @Doc("What sessions may be for. With a single one, sessions need not state it.") @OneOrMany
        List<String> purposes,

        @Doc("Who may choose among the purposes. Without it, nobody: the only purpose holds.") @Default("[]") @OneOrMany
        List<DeclaredBy> declaredBy,

        @Doc("Claim that holds the purpose, when `declaredBy` says `claim`.") @Default("''")
        String claim,

        @Doc("`observe` records what door two would decide and does not block; door one stays shut.")
        @Default("enforce")
        Mode mode,

        @Doc("End of `observe`; needed with it. From then on the rule enforces.") @Nullable
        Instant until,

        @Doc("No session lasts longer.") @Default("1h") @Bounds(min = "1s", max = "7d")
        Duration maxSession,

        @Doc("Sessions of one workload that are open at once.") @Default("64") @Bounds(min = "1", max = "100000")
        int maxSessions) {
    public AccessEntry {
        purposes = List.copyOf(purposes);
        declaredBy = List.copyOf(declaredBy);
    }

    /// `Instant.MIN` in enforce mode.
    public Instant observeUntil() {
        return until == null || mode == Mode.ENFORCE ? Instant.MIN : until;
    }
}
