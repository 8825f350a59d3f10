package dev.sallyport.grammar.http.openapi;

import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.route.Described;
import dev.sallyport.grammar.http.route.PathTemplate;
import dev.sallyport.grammar.http.route.Route;
import dev.sallyport.grammar.http.route.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One document being read.
final class DocumentReading {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final int MOST_OPERATIONS = 10_000;

    private final Json root;
    private final References references;
    private final ParameterReading parameters;
    private final List<Route> routes = new ArrayList<>();

    DocumentReading(Json root) {
        this.root = root;
        this.references = new References(root);
        this.parameters = new ParameterReading(references);
    }

    ApiDescription read() throws InvalidDocument {
        String version = root.text("openapi")
                .orElseThrow(() ->
                        new InvalidDocument("openapi: the document says no version, one of 3.0 or 3.1 is needed"));
        if (!version.matches("3\\.[01]\\.[0-9]+.*")) {
            throw new InvalidDocument("openapi: a document of version 3.0 or 3.1 is needed `" + version + "`");
        }
        for (Map.Entry<String, Json> path :
                root.member("paths").map(Json::members).orElse(Map.of()).entrySet()) {
            if (path.getKey().startsWith("/")) {
                path(path.getKey(), path.getValue());
            }
        }
        checkDistinct();
        return new ApiDescription(ServerBases.of(root), routes);
    }

    private void checkDistinct() throws InvalidDocument {
        if (routes.isEmpty()) {
            throw new InvalidDocument("paths: there is no operation in it");
        }
        try {
            new Routes(routes);
        } catch (IllegalArgumentException e) {
            throw new InvalidDocument("paths: " + e.getMessage());
        }
    }

    private void path(String path, Json item) throws InvalidDocument {
        String where = "paths." + path;
        PathTemplate template = template(path, where);
        Json followed = references.follow(item, where);
        Map<String, Described> shared = parameters.read(followed, where);
        for (Map.Entry<String, Json> member : followed.members().entrySet()) {
            if (METHODS.contains(member.getKey())) {
                operation(member.getKey(), template, shared, member.getValue(), where + "." + member.getKey());
            }
        }
    }

    private static PathTemplate template(String path, String where) throws InvalidDocument {
        try {
            return PathTemplate.parse(path);
        } catch (IllegalArgumentException e) {
            throw new InvalidDocument(where + ": " + e.getMessage());
        }
    }

    private void operation(
            String method, PathTemplate template, Map<String, Described> shared, Json operation, String where)
            throws InvalidDocument {
        if (routes.size() == MOST_OPERATIONS) {
            throw new InvalidDocument("paths: more than " + MOST_OPERATIONS + " operations");
        }
        Map<String, Described> all = new LinkedHashMap<>(shared);
        all.putAll(parameters.read(operation, where));
        routes.add(new Route(
                method.toUpperCase(Locale.ROOT),
                template,
                operation.text("operationId").orElse(""),
                List.copyOf(all.values()),
                Extension.of(operation, where),
                true));
    }
}
