/// Proves workloads by SPIFFE Verifiable Identity Documents: the auth method family `spiffe`.
///
/// The way of a client's certificates through [dev.sallyport.authmethods.spiffe.SpiffeAuthMethod]:
/// 1. `SvidChain`: size; exactly one URI name, an `Identity`; what keys of leaf and signers are for
/// 2. the `Domain` of the trust domain that the identity names: no other's authorities are asked
/// 3. its `BundleSource`, then `CertificatePath`: RFC 5280 at the given moment, with the
///    `RevocationFile`'s lists
/// 4. `PathPattern`s, then the `where` condition
///
/// A JWT-SVID takes the way of `TokenProof`, with the rules of the room `jwt` and the keys of the same
/// bundle.
///
/// Bundles: `BundlePlaces` makes a source of each place. `FetchedBundle` asks a `BundleOrigin` (a file,
/// a `WebEndpoint`, a `SpiffeEndpoint`) when it is due; `WorkloadBundles` is told by the streams of a
/// Workload API (`WorkloadStream` over a `WorkloadChannel`, `Latest`). Whatever the place: once it has
/// not answered for `maxStale`, nothing is proved.
///
/// [dev.sallyport.authmethods.spiffe.WorkloadIdentity] is the other direction: the SVID that the
/// gateway itself is given.
///
/// No clock: every question brings its `now`, and streams measure their absence with a given counter.
/// Refusals travel as `NotProven` and leave as values. Everything but `SpiffeProblems` and the making
/// of `BundlePlaces` is safe on every thread.
@NullMarked
package dev.sallyport.authmethods.spiffe;

import org.jspecify.annotations.NullMarked;
