/// Proves workloads by signed tokens (JWT): the auth method family `oidc`.
///
/// The way of a token through [dev.sallyport.authmethods.oidc.OidcAuthMethod]:
/// 1. size, then `VerifiedTokens`: proved before, under the same keys, and not yet ended?
/// 2. `CompactToken`: strict base64url, strict JSON, no member twice
/// 3. `iss`: another issuer's token ends here, before any fetch
/// 4. `SignatureCheck`: `HeaderRules` (algorithm, `crit`, `typ`), the issuer's key by `kid` (`KeyRing`), signature
/// 5. `ClaimRules`: audience, times; then the `where` condition; then `WorkloadNames`
///
/// The signature comes before the claims so that a refusal in the trail is about something the issuer said.
///
/// All of these are [dev.sallyport.authmethods.jwt]'s. No clock: every question brings its `now`. Everything but
/// `OidcProblems` is safe on every thread.
@NullMarked
package dev.sallyport.authmethods.oidc;

import org.jspecify.annotations.NullMarked;
