package dev.sallyport.app.config.schema;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Shape;
import dev.sallyport.app.config.shape.Shapes;
import dev.sallyport.app.config.yaml.Described;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The tables of `docs/configuration.md`: one for each mapping, in the order in which a reader meets them.
public final class ReferencePage {

    private final Map<String, Shape.Fields> tables = new LinkedHashMap<>();

    private ReferencePage() {}

    /// Markdown, to stand between the marks of the page.
    public static String tables() {
        ReferencePage page = new ReferencePage();
        page.collect("", Shapes.of(Configuration.class));
        return page.tables.entrySet().stream()
                .map(table -> table(table.getKey(), table.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private void collect(String path, Shape shape) {
        switch (shape) {
            case Shape.Leaf _, Shape.Choice _ -> {}
            case Shape.ListOf list -> collect(path + "[]", list.element());
            case Shape.MapOf map -> collect(path + ".NAME", map.value());
            case Shape.Either either -> collect(path, either.mapping());
            case Shape.Fields fields -> {
                tables.put(path, fields);
                fields.members().forEach(member -> collect(path, member));
            }
        }
    }

    private void collect(String path, Shape.Member member) {
        switch (member) {
            case Shape.Field field -> collect(step(path, field.key()), field.shape());
            case Shape.OneKey oneKey ->
                oneKey.byKey().forEach((key, alternative) -> collect(step(path, key), alternative.shape()));
        }
    }

    private static String step(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String table(String path, Shape.Fields fields) {
        List<String> lines = new ArrayList<>();
        lines.add(path.isEmpty() ? "### The file\n" : "### `" + path + "`\n");
        lines.add("| key | meaning | value | default |");
        lines.add("|---|---|---|---|");
        fields.members().forEach(member -> lines.addAll(rows(member)));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> rows(Shape.Member member) {
        return switch (member) {
            case Shape.Field field -> List.of(row(field.key(), field.doc(), value(field), fallback(field)));
            case Shape.OneKey oneKey ->
                oneKey.byKey().entrySet().stream()
                        .map(e -> row(
                                e.getKey(),
                                oneKey.doc(),
                                Described.of(e.getValue().shape()),
                                needed(oneKey)))
                        .toList();
        };
    }

    private static String needed(Shape.OneKey oneKey) {
        return oneKey.byKey().size() == 1 ? "required" : "one of these";
    }

    private static String value(Shape.Field field) {
        return Described.of(field.shape())
                + field.bounds().map(ReferencePage::between).orElse("");
    }

    private static String between(Bounds bounds) {
        return ", from `" + bounds.min() + "` to `" + bounds.max() + "`";
    }

    private static String fallback(Shape.Field field) {
        return field.fallback().map(Defaults::shown).orElse(field.required() ? "required" : "");
    }

    private static String row(String key, String doc, String value, String fallback) {
        return "| `" + key + "` | " + cell(doc) + " | " + cell(value) + " | " + cell(fallback) + " |";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
