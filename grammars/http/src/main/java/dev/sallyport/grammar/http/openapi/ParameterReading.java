package dev.sallyport.grammar.http.openapi;

import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.route.Described;
import dev.sallyport.grammar.http.route.Shape;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Parameter objects (OpenAPI 3.1 section 4.8.12), those of path and query.
record ParameterReading(References references) {

    /// By place and name, so that an operation's take the place of its path's.
    Map<String, Described> read(Json owner, String where) throws InvalidDocument {
        Map<String, Described> found = new LinkedHashMap<>();
        List<Json> all = owner.elements("parameters");
        for (int i = 0; i < all.size(); i++) {
            String here = where + ".parameters[" + i + "]";
            Json parameter = references.follow(all.get(i), here);
            String name = parameter.text("name").orElse("");
            String in = parameter.text("in").orElse("");
            if (in.equals("path") || in.equals("query")) {
                Described.Place place = in.equals("path") ? Described.Place.PATH : Described.Place.QUERY;
                found.put(in + " " + name, new Described(name, place, shape(parameter, here)));
            }
        }
        return found;
    }

    private Shape shape(Json parameter, String where) throws InvalidDocument {
        Json schema = parameter.member("schema").isEmpty()
                ? parameter
                : references.follow(parameter.member("schema").get(), where + ".schema");
        String type = type(schema);
        Json items = schema.member("items").isEmpty()
                ? schema
                : references.follow(schema.member("items").get(), where + ".schema.items");
        return new Shape(
                type,
                items.text("format").orElse(""),
                type.equals("array") ? Set.of() : choices(schema),
                number(schema, "maximum"),
                number(schema, "default"));
    }

    /// 3.1 has lists of types: `[string, null]`.
    private static String type(Json schema) {
        List<String> types = schema.elements("type").stream()
                .map(each -> each instanceof Json.Text text ? text.text() : "")
                .filter(each -> !each.equals("null"))
                .toList();
        return types.size() == 1 ? types.getFirst() : schema.text("type").orElse("");
    }

    private static Set<String> choices(Json schema) {
        Set<String> choices = new HashSet<>();
        for (Json choice : schema.elements("enum")) {
            switch (choice) {
                case Json.Text text -> choices.add(text.text());
                case Json.Numeral number -> choices.add(number.text());
                case Json.Truth truth -> choices.add(String.valueOf(truth.value()));
                case Json.Null _, Json.Members _, Json.Elements _ -> {}
            }
        }
        return choices;
    }

    private static long number(Json schema, String name) {
        return schema.member(name)
                .map(value ->
                        value instanceof Json.Numeral numeral && numeral.text().matches("[0-9]{1,15}")
                                ? Long.parseLong(numeral.text())
                                : -1)
                .orElse(-1L);
    }
}
