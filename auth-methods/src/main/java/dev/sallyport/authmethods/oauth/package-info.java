/// Proves workloads by OAuth 2.0 access tokens, as the copilots of SaaS platforms have them: the auth method family
/// `oauth`.
///
/// The way of a token through [dev.sallyport.authmethods.oauth.OAuthAuthMethod]:
/// 1. a form of token makes claims of it: `SignedAccessTokens` (RFC 9068, by the issuer's keys) or
///    `IntrospectedTokens` (RFC 7662, by asking the authorization server, which `Introspector` does)
/// 2. `Admission`: scopes, clients, the `where` condition, names
/// 3. [dev.sallyport.authmethods.dpop.HolderCheck]: whoever presents a bound token holds its key
///
/// What 1 and 2 found is remembered (signed tokens until they end or the keys change, introspected ones for some
/// seconds); 3 is done for each request. The gateway never issues a token here. No clock: every question brings its
/// `now`. Everything but `OAuthProblems` is safe on every thread.
@NullMarked
package dev.sallyport.authmethods.oauth;

import org.jspecify.annotations.NullMarked;
