package dev.sallyport.app.wiring;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.TargetEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A target that is served, or will be: what the wiring needs to know of it, whatever it speaks.
sealed interface RunningTarget permits RunningPostgres, RunningOverHttp {

    String name();

    /// The same by another entry, on the connections that it has, where they still lead to the right place; otherwise
    /// another one. Nothing of what runs is changed.
    ///
    /// @param configuration that the entry is of
    /// @throws IOException when a secret or a file cannot be read; then nothing new stays open
    RunningTarget by(TargetEntry entry, Configuration configuration, Ground ground) throws IOException;

    /// Whether both stand on the same connections.
    boolean sharesWith(RunningTarget other);

    /// All that a lease in this role is made from: of the roles this one alone, as what another may do changes nothing
    /// for it.
    String shape(String role);

    /// Completes when enough is known for a first guest; exceptionally when the target is away.
    CompletableFuture<Void> known();

    /// It is served from now on. Called once.
    void begin();

    /// It is not served any more: waits until its sessions have given their leases back, at most so long, then closes.
    /// Blocks.
    void retire(Duration patience);

    void close();
}
