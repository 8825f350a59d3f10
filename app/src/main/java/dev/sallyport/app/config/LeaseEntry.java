package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a credential is, and how long it lives (R14).
public record LeaseEntry(
        @Doc("A standing account that sessions use, for databases where roles cannot be made. Without it, each session"
                + " has a role of its own. Its limits are enforced by the gateway alone.")
        @Nullable
        AccountEntry account,

        @Doc("A lease this old is destroyed, and its connections ended.") @Default("1h") @Bounds(min = "1s", max = "7d")
        Duration maxAge,

        @Doc("So is one that was not used for this long.") @Default("15m") @Bounds(min = "1s", max = "7d")
        Duration idle,

        @Doc("A transaction that does nothing for this long is ended.") @Default("60s") @Bounds(min = "1s", max = "24h")
        Duration idleInTransaction,

        @Doc("Connections of one lease at once: one to use, one to ask the target what a statement does.")
        @Default("2")
        @Bounds(min = "2", max = "10")
        int connections,

        @Doc("How long to wait for the connections of a lease to be gone.")
        @Default("10s")
        @Bounds(min = "1s", max = "5m")
        Duration teardown,

        @Doc("How long past its expiry the lease of another gateway is left alone.")
        @Default("5m")
        @Bounds(min = "0s", max = "24h")
        Duration expiredGrace,

        @Doc("Sessions opened ahead for each role and purpose that was used lately, so that the next one does not wait."
                + " Each is a role without any grant and a connection that serves one session. 0 for none.")
        @Default("0")
        @Bounds(min = "0", max = "500")
        int warm,

        @Doc("One that waited this long is destroyed, and none is opened when nobody came for this long.")
        @Default("5m")
        @Bounds(min = "1s", max = "1h")
        Duration keepWarm) {}
