package dev.sallyport.http.credential.github;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.TreeSet;

/// The body that asks for a token.
final class TokenRequest {

    private static final JsonMapper JSON = new JsonMapper();

    private TokenRequest() {}

    /// Repositories are named without their owner: an installation has one only.
    static byte[] of(Reach reach) {
        ObjectNode body = JSON.createObjectNode();
        if (!reach.everyRepository()) {
            var names = body.putArray("repositories");
            new TreeSet<>(reach.repositories()).forEach(each -> names.add(each.substring(each.indexOf('/') + 1)));
        }
        ObjectNode permissions = body.putObject("permissions");
        new TreeMap<>(reach.permissions()).forEach((name, write) -> permissions.put(name, write ? "write" : "read"));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
