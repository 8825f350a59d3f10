package dev.sallyport.grammar.http.request;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.grammar.http.body.Content;
import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.json.Leaf;
import dev.sallyport.grammar.http.json.Leaves;
import dev.sallyport.grammar.http.target.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What stands in a body: its leaves, its properties, the number of its records.
public final class BodyValues {

    private static final Set<String> LISTS = Set.of(
            "items",
            "records",
            "data",
            "entries",
            "operations",
            "requests",
            "batch",
            "bulk",
            "ids",
            "rows",
            "values",
            "objects",
            "resources");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern NUMBERED = Pattern.compile("([^\\[]+)(?:\\[|\\.)([0-9]{1,9})(?:]|\\.|$)");

    private final List<Argument> arguments = new ArrayList<>();

    private BodyValues() {}

    /// Every leaf, as `body.items[0].id`.
    public static List<Argument> leaves(Content content) {
        BodyValues values = new BodyValues();
        values.add("body", content);
        return values.arguments;
    }

    private void add(String path, Content content) {
        switch (content) {
            case Content.None _ -> {}
            case Content.Document document -> add(path, document.json());
            case Content.Lines lines -> {
                for (int i = 0; i < lines.lines().size(); i++) {
                    add(path + "[" + i + "]", lines.lines().get(i));
                }
            }
            case Content.Form form -> {
                form.parameters().named(path, (name, value) -> arguments.add(new Argument(name, value)));
                form.json().forEach(json -> add(path, json));
            }
            case Content.Parts parts -> parts.parts().forEach(part -> add(path, part));
            case Content.Prose prose -> {
                arguments.add(new Argument(path, prose.text()));
                prose.json().forEach(json -> add(path, json));
            }
            case Content.Opaque opaque ->
                arguments.add(new Argument(path, "sha256:" + opaque.digest() + ", " + opaque.bytes() + " bytes"));
        }
    }

    private void add(String path, Json json) {
        for (Leaf leaf : Leaves.of(path, json)) {
            arguments.add(new Argument(leaf.path(), leaf.value()));
        }
    }

    private void add(String path, Content.Part part) {
        String inside = Leaves.inside(path, part.name());
        if (!part.filename().isEmpty()) {
            arguments.add(new Argument(inside + ".filename", part.filename()));
        }
        add(inside, part.content());
    }

    /// The names of its properties, those of every record; none where the body has none.
    public static List<String> properties(Content content) {
        return switch (content) {
            case Content.None _, Content.Opaque _ -> List.of();
            case Content.Prose prose -> properties(prose.json());
            case Content.Document document -> properties(List.of(document.json()));
            case Content.Lines lines -> properties(lines.lines());
            case Content.Form form ->
                Stream.concat(
                                form.parameters().all().stream().map(each -> first(each.name())),
                                properties(form.json()).stream())
                        .distinct()
                        .toList();
            case Content.Parts parts ->
                parts.parts().stream()
                        .map(part -> first(part.name()))
                        .distinct()
                        .toList();
        };
    }

    /// `address[city]` is written into `address`.
    private static String first(String name) {
        int bracket = name.indexOf('[');
        return bracket > 0 ? name.substring(0, bracket) : name;
    }

    private static List<String> properties(List<Json> values) {
        return values.stream()
                .flatMap(value -> Stream.concat(Stream.of(value), value.elements().stream()))
                .flatMap(value -> value.members().keySet().stream())
                .distinct()
                .toList();
    }

    /// How many records it speaks of, at most: the elements of its largest array that is the whole body, is
    /// called as lists are, or holds objects; 1 otherwise.
    public static int records(Content content) {
        return switch (content) {
            case Content.None _, Content.Opaque _ -> 1;
            case Content.Prose prose -> Math.max(prose.lines(), many(prose.json()));
            case Content.Document document -> records(document.json());
            case Content.Lines lines -> many(lines.lines());
            case Content.Form form -> Math.max(records(form.json()), repeated(form));
            case Content.Parts parts ->
                parts.parts().stream()
                        .map(Content.Part::content)
                        .mapToInt(BodyValues::records)
                        .max()
                        .orElse(1);
        };
    }

    private static int repeated(Content.Form form) {
        int most = form.parameters().all().stream()
                .mapToInt(each -> form.parameters().values(each.name()).size())
                .max()
                .orElse(1);
        return Math.max(most, numbered(form));
    }

    /// `items[0][name]=a&items[1][name]=b` is a list of two.
    private static int numbered(Content.Form form) {
        Map<String, Set<String>> places = new HashMap<>();
        for (Parameter each : form.parameters().all()) {
            Matcher numbered = NUMBERED.matcher(each.name());
            if (numbered.lookingAt())
                places.computeIfAbsent(numbered.group(1), _ -> new HashSet<>()).add(numbered.group(2));
        }
        return places.values().stream().mapToInt(Set::size).max().orElse(1);
    }

    /// Of several documents each is a record at least.
    private static int many(List<Json> json) {
        return Math.max(json.size(), records(json));
    }

    private static int records(List<Json> json) {
        return json.stream().mapToInt(BodyValues::records).max().orElse(1);
    }

    /// At any depth: an array may be wrapped, and too much is a denial at worst.
    private static int records(Json json) {
        int most = json instanceof Json.Elements array
                ? Math.max(1, array.elements().size())
                : 1;
        if (isNumbered(json.members().keySet())) most = json.members().size();
        for (Json element : json.elements()) {
            most = Math.max(most, inside(element));
        }
        for (var member : json.members().entrySet()) {
            boolean list = LISTS.contains(member.getKey());
            most = Math.max(most, list ? records(member.getValue()) : inside(member.getValue()));
        }
        return most;
    }

    /// A list, as some write it: `{"0": …, "1": …}`.
    private static boolean isNumbered(Set<String> names) {
        return !names.isEmpty()
                && names.stream().allMatch(name -> NUMBER.matcher(name).matches());
    }

    /// An array that is not called as lists are counts where it holds objects: tags are no records.
    private static int inside(Json value) {
        boolean plain = !value.elements().isEmpty()
                && value.elements().stream()
                        .noneMatch(each -> each instanceof Json.Members || each instanceof Json.Elements);
        return plain ? 1 : records(value);
    }

    /// Whether a JSON array of records, or as many lines, is the body.
    public static boolean isList(Content content) {
        return switch (content) {
            case Content.Document document -> document.json() instanceof Json.Elements;
            case Content.Lines _ -> true;
            case Content.None _, Content.Opaque _, Content.Prose _, Content.Form _, Content.Parts _ -> false;
        };
    }
}
