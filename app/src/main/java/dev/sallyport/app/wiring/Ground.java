package dev.sallyport.app.wiring;

import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.postgres.lease.LeaseNames;
import dev.sallyport.transport.http.HttpFloor;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// What all targets of a gateway stand on.
///
/// @param leases the names of all that there are, so that no target takes those of another for orphans
/// @param floor where connections of targets over HTTP come from
/// @param blocking runs what may block: virtual threads
record Ground(Secrets secrets, InstantSource clock, LeaseNames leases, HttpFloor floor, Executor blocking) {}
