package dev.sallyport.app.wiring;

import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.postgres.lease.LeaseNames;
import java.time.InstantSource;

/// What all targets of a gateway stand on.
///
/// @param leases the names of all that there are, so that no target takes those of another for orphans
record Ground(Secrets secrets, InstantSource clock, LeaseNames leases) {}
