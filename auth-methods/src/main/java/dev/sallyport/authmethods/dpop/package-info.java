/// Who may use a token that names a key (`cnf`, RFC 7800): proof of possession by DPoP (RFC 9449) and by the client
/// certificate of the same TLS connection (RFC 8705). Used by auth methods and by the gateway's own token endpoint.
///
/// - [dev.sallyport.authmethods.dpop.ProofVerifier] checks one DPoP proof, in the order of RFC 9449 §4.3, and
///   remembers it, so that it is used once (`SeenProofs`).
/// - [dev.sallyport.authmethods.dpop.HolderCheck] compares the `cnf` of proven claims with what was shown.
/// - [dev.sallyport.authmethods.dpop.CertificateThumbprint] is the value of `x5t#S256`.
///
/// Prove the token first, then its holder: only proofs that fit a proven token are remembered, so that strangers
/// cannot fill the memory. No clock: every question brings its `now`. Refusals travel as
/// [dev.sallyport.authmethods.jwt.NotProven]. Everything is safe on every thread.
@NullMarked
package dev.sallyport.authmethods.dpop;

import org.jspecify.annotations.NullMarked;
