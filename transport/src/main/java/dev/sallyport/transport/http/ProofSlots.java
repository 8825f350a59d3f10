package dev.sallyport.transport.http;

import java.util.Set;

/// Where in a request a workload's proof may stand. Whatever stands in one of these places is taken out
/// and never forwarded. Two places that hold different proofs are refused (400): nobody knows which one
/// holds. `Authorization` in any other scheme is left to the target's clerk, which sees it in its head.
///
/// In forward mode the proof stands in `Proxy-Authorization` (RFC 9110 section 11.7.2), as bearer token or
/// as the password of Basic, and the places here are not looked at and not taken out: what stands there is
/// the agent's placeholder, and the clerk's to replace.
///
/// @param bearer `Authorization: Bearer` (RFC 6750)
/// @param basic the password of `Authorization: Basic` (RFC 7617); its user name, where there is one other
///     than `sallyport`, `token`, `x-access-token` or `git`, is the purpose
/// @param fields names of fields whose whole value is the proof, such as `x-api-key`; lower case
public record ProofSlots(boolean bearer, boolean basic, Set<String> fields) {

    /// Of targets that speak plain HTTP.
    public static final ProofSlots AUTHORIZATION = new ProofSlots(true, true, Set.of());

    public ProofSlots {
        fields = Set.copyOf(fields);
    }
}
