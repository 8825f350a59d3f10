package dev.sallyport.mcp.target;

import java.util.List;

/// What RFC 9728 metadata says of a server: where clients get a token for it. Says nothing that needs
/// protection.
///
/// @param resource the URL under which agents know it, such as
///     `https://gateway.example/helpdesk/mcp`: the audience
///     that tokens are bound to; empty to say nothing
/// @param authorizationServers issuers; at least one where a resource is named
/// @param scopes that make sense here
public record ProtectedResource(String resource, List<String> authorizationServers, List<String> scopes) {

    public static final ProtectedResource UNSAID = new ProtectedResource("", List.of(), List.of());

    public ProtectedResource {
        authorizationServers = List.copyOf(authorizationServers);
        scopes = List.copyOf(scopes);
    }

    public boolean said() {
        return !resource.isEmpty();
    }
}
