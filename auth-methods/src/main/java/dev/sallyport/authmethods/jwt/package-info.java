/// What every family of signed tokens (JWT) shares: reading one, the issuer's keys, the rules.
///
/// 1. [dev.sallyport.authmethods.jwt.CompactToken]: strict base64url, strict JSON
///    ([dev.sallyport.authmethods.jwt.Json]), no member twice
/// 2. [dev.sallyport.authmethods.jwt.SignatureCheck]: [dev.sallyport.authmethods.jwt.HeaderRules] (algorithm, `crit`,
///    `typ`), the issuer's key by `kid` ([dev.sallyport.authmethods.jwt.KeyRing]), the signature
/// 3. [dev.sallyport.authmethods.jwt.ClaimRules]: audience and times
/// 4. [dev.sallyport.authmethods.jwt.WorkloadNames]: what the workload is called and counted as
///
/// Keys: a [dev.sallyport.authmethods.jwt.KeyOrigin] fetches, `PublicJwk` reads, `KeyRing` decides when.
/// [dev.sallyport.authmethods.jwt.VerifiedTokens] remembers what was proved. No clock: every question brings its
/// `now`. Refusals travel as [dev.sallyport.authmethods.jwt.NotProven] and leave an auth method as values. Everything
/// is safe on every thread.
@NullMarked
package dev.sallyport.authmethods.jwt;

import org.jspecify.annotations.NullMarked;
