package dev.sallyport.app.endpoint;

import java.util.List;

/// Every route there is.
final class Routes {

    private Routes() {}

    static List<Route> of(Tokens tokens, Contexts contexts, Discovery discovery) {
        return List.of(
                route("POST", "/oauth2/token", "exchangeToken", tokens::exchange, 200, 400, 415, 503),
                route("POST", "/oauth2/revoke", "revokeToken", tokens::revoke, 200, 400, 415),
                route("POST", "/oauth2/introspect", "introspectToken", tokens::introspect, 200, 400, 401, 415),
                route("PUT", "/sessions/{id}/context", "addContext", contexts::add, 200, 400, 401, 403, 413, 415),
                route("GET", "/oauth2/jwks", "getKeys", discovery::keys, 200),
                route("GET", "/.well-known/oauth-authorization-server", "getServer", discovery::server, 200),
                route("GET", "/.well-known/sallyport-ca.pem", "getAuthority", discovery::authority, 200, 404),
                route(
                        "GET",
                        "/.well-known/oauth-protected-resource/{id}",
                        "getResource",
                        discovery::resource,
                        200,
                        404));
    }

    private static Route route(
            String method, String path, String operation, Route.Endpoint endpoint, Integer... statuses) {
        return new Route(method, path, operation, List.of(statuses), endpoint);
    }
}
