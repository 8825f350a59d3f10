package dev.sallyport.http.target;

import dev.sallyport.api.credential.Secret;

/// What is injected into each request to a target. What the agent itself sent in that place is dropped.
public sealed interface CredentialSettings {

    /// The target asks for none.
    record None() implements CredentialSettings {}

    /// @param name of the field, lower case
    /// @param prefix before the secret, such as `Bearer `; possibly empty
    record Header(String name, String prefix, Secret secret) implements CredentialSettings {}

    /// @param name of the query's parameter
    record Query(String name, Secret secret) implements CredentialSettings {}

    /// RFC 7617.
    record Basic(String user, Secret password) implements CredentialSettings {}
}
