/// For the demonstration and the tests: what could a lease have done without the gateway?
///
/// [dev.sallyport.postgres.probe.LeaseProbe] logs in as the lease's role, straight to the target, and tries statements.
/// The gateway itself never does that (R10): nothing outside the demonstration and the tests may use this room.
@NullMarked
package dev.sallyport.postgres.probe;

import org.jspecify.annotations.NullMarked;
