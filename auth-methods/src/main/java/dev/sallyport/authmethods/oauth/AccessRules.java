package dev.sallyport.authmethods.oauth;

import java.util.List;

/// Whom a proven access token lets in.
///
/// @param scopes all of which it must have
/// @param clients ids of the clients it may be issued to; empty for any
/// @param allowClients whether a client's own token (client credentials, `sub` is `client_id`) is accepted
/// @param requireBinding whether a token must be bound to a key (`cnf`)
public record AccessRules(List<String> scopes, List<String> clients, boolean allowClients, boolean requireBinding) {

    /// No scope, any client, users' tokens only, bound or not.
    public static final AccessRules DEFAULT = new AccessRules(List.of(), List.of(), false, false);

    public AccessRules {
        scopes = List.copyOf(scopes);
        clients = List.copyOf(clients);
    }
}
