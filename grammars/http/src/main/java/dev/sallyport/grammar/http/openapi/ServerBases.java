package dev.sallyport.grammar.http.openapi;

import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.target.CanonicalPath;
import dev.sallyport.grammar.http.target.TargetRules;
import dev.sallyport.grammar.http.text.Unclear;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The paths of a document's servers; its hosts do not matter here.
final class ServerBases {

    private ServerBases() {}

    /// The longest first; always with the empty one when no server is named.
    static List<List<String>> of(Json root) throws InvalidDocument {
        List<List<String>> bases = new ArrayList<>();
        List<Json> servers = root.elements("servers");
        for (int i = 0; i < servers.size(); i++) {
            List<String> base = base(servers.get(i), "servers[" + i + "].url");
            if (!bases.contains(base)) {
                bases.add(base);
            }
        }
        if (bases.isEmpty()) {
            bases.add(List.of());
        }
        bases.sort((one, other) -> Integer.compare(other.size(), one.size()));
        return bases;
    }

    private static List<String> base(Json server, String where) throws InvalidDocument {
        String url = server.text("url").orElse("/");
        for (Map.Entry<String, Json> variable :
                server.member("variables").map(Json::members).orElse(Map.of()).entrySet()) {
            url = url.replace(
                    "{" + variable.getKey() + "}",
                    variable.getValue().text("default").orElse(""));
        }
        String path = url.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*", "").replaceFirst("[?#].*$", "");
        try {
            return CanonicalPath.read(path.startsWith("/") ? path : "/" + path, TargetRules.STRICT)
                    .segments();
        } catch (Unclear e) {
            throw new InvalidDocument(where + ": " + e.reason() + " `" + url + "`");
        }
    }
}
