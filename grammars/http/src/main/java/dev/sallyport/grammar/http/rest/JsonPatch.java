package dev.sallyport.grammar.http.rest;

import dev.sallyport.grammar.http.body.Content;
import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.request.ReadRequest;
import java.util.List;

/// Changes by JSON Patch (RFC 6902): what they write stands in values, not in the names of properties.
final class JsonPatch {

    private JsonPatch() {}

    /// Servers take it under other names of its type, too: what looks like one is one.
    static boolean is(ReadRequest request) {
        return request.type().essence().equals("application/json-patch+json")
                || values(request.content()).stream().anyMatch(JsonPatch::isList);
    }

    private static List<Json> values(Content content) {
        return switch (content) {
            case Content.Document document -> List.of(document.json());
            case Content.Prose prose -> prose.json();
            case Content.Form form -> form.json();
            case Content.Lines lines -> lines.lines();
            case Content.None _, Content.Parts _, Content.Opaque _ -> List.of();
        };
    }

    private static boolean isList(Json value) {
        return value.elements().stream().anyMatch(JsonPatch::isStep);
    }

    private static boolean isStep(Json value) {
        boolean place = value.member("path").isPresent() || value.member("from").isPresent();
        return place && value.text("op").isPresent();
    }
}
