/// Who is there: what was presented ([dev.sallyport.api.identity.Attestation]), who checks it
/// ([dev.sallyport.api.identity.AuthMethod]) and what was proved ([dev.sallyport.api.identity.Workload]).
///
/// All values are immutable. An `AuthMethod` is called on virtual threads, by many at once.
@NullMarked
package dev.sallyport.api.identity;

import org.jspecify.annotations.NullMarked;
