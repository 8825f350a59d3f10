package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.target.ProtectedResource;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.LocalRequest;
import dev.sallyport.transport.http.LocalService;
import java.net.URI;

/// OAuth 2.0 Protected Resource Metadata (RFC 9728) of one target: where a client that has no token yet
/// gets one, and for which audience (RFC 8707). Says nothing where the configuration says nothing.
public final class ResourceMetadata implements LocalService {

    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    private final ProtectedResource resource;
    private final Json json = new Json(16, 65_536);

    public ResourceMetadata(ProtectedResource resource) {
        this.resource = resource;
    }

    /// The well-known path with the resource's own path behind it (section 3.1).
    @Override
    public boolean takes(String path) {
        return resource.said() && path.equals(path());
    }

    private String path() {
        String own = URI.create(resource.resource()).getRawPath();
        return own == null || own.equals("/") ? WELL_KNOWN : WELL_KNOWN + own;
    }

    @Override
    public Answer answer(LocalRequest request) {
        return answer();
    }

    Answer answer() {
        ObjectNode said = json.object().put("resource", resource.resource());
        ArrayNode servers = said.putArray("authorization_servers");
        resource.authorizationServers().forEach(servers::add);
        said.putArray("bearer_methods_supported").add("header");
        ArrayNode scopes = said.putArray("scopes_supported");
        resource.scopes().forEach(scopes::add);
        return Wording.json(200, json.write(said));
    }

    /// For a 401 (section 5.1, and RFC 6750 section 3).
    ///
    /// @param showed there was a token, and it was not good enough
    String challenge(boolean showed) {
        StringBuilder challenge = new StringBuilder("Bearer");
        if (showed) challenge.append(" error=\"invalid_token\",");
        if (!resource.said()) return challenge.append(" realm=\"sallyport\"").toString();
        URI at = URI.create(resource.resource());
        challenge
                .append(" resource_metadata=\"")
                .append(at.getScheme())
                .append("://")
                .append(at.getRawAuthority());
        challenge.append(path()).append('"');
        if (!resource.scopes().isEmpty())
            challenge
                    .append(", scope=\"")
                    .append(String.join(" ", resource.scopes()))
                    .append('"');
        return challenge.toString();
    }
}
