package dev.sallyport.grammar.http.rest;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.request.BodyValues;
import dev.sallyport.grammar.http.request.Effect;
import dev.sallyport.grammar.http.request.Found;
import dev.sallyport.grammar.http.request.ReadRequest;
import dev.sallyport.grammar.http.route.Correction;
import dev.sallyport.grammar.http.route.Described;
import dev.sallyport.grammar.http.route.Match;
import dev.sallyport.grammar.http.route.Route;
import dev.sallyport.grammar.http.route.Shape;
import dev.sallyport.grammar.http.text.Unclear;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a request does, by the description of its operation.
public final class ByRoute {

    private final ReadRequest request;
    private final Route route;
    private final Match match;

    private ByRoute(ReadRequest request, Match match) {
        this.request = request;
        this.route = match.route();
        this.match = match;
    }

    /// @throws Unclear when it is not what is described
    public static Found find(ReadRequest request, Match match) throws Unclear {
        return new ByRoute(request, match).found();
    }

    private Found found() throws Unclear {
        Correction said = route.correction();
        checkPath();
        Verb verb = verb(said);
        String resource = said.resource().isEmpty() ? route.template().resource() : said.resource();
        Extents extents = new Extents(request, keys(said), route);
        Scope scope = extents.of(verb);
        Scope corrected =
                said.atMost() >= 0 && !(scope instanceof Scope.Keyed) ? new Scope.AtMost(said.atMost()) : scope;
        Effect effect = new Effect(verb, resource, corrected, extents.fields(verb), note(extents.note(verb)));
        return new Found(List.of(effect), arguments(), false);
    }

    private String note(String note) {
        return route.id().isEmpty() ? note : note.isEmpty() ? route.id() : route.id() + ", " + note;
    }

    private List<Argument> arguments() {
        List<Argument> arguments = new ArrayList<>();
        match.values().forEach((name, value) -> arguments.add(new Argument("path." + name, value)));
        return arguments;
    }

    private void checkPath() throws Unclear {
        for (Map.Entry<String, String> value : match.values().entrySet()) {
            Shape shape = route.shape(value.getKey(), Described.Place.PATH);
            if (!shape.type().equals("array") && !shape.fits(value.getValue())) {
                throw new Unclear("a parameter of the path that is not what the API's description says");
            }
        }
    }

    private Verb verb(Correction said) throws Unclear {
        if (said.outward()) {
            return Verb.SHARE;
        }
        return said.verb() != null ? said.verb() : byMethod();
    }

    private Verb byMethod() throws Unclear {
        boolean item = !route.template().lastNames().isEmpty();
        return switch (route.method()) {
            case "GET", "HEAD" -> Verb.READ;
            case "OPTIONS" -> Verb.DISCOVER;
            case "POST" -> isAction() ? Verb.EXECUTE : item ? Verb.UPDATE : Verb.CREATE;
            case "PUT", "PATCH" -> isAction() ? Verb.EXECUTE : Verb.UPDATE;
            case "DELETE" -> Verb.DELETE;
            default -> throw new Unclear("a method that says nothing of what it does");
        };
    }

    private boolean isAction() {
        String[] words = route.template().text().split("/", -1);
        String last = words[words.length - 1];
        return last.indexOf(':') >= 0
                || (route.template().lastNames().isEmpty() && Actions.isImperative(last))
                || (words.length > 2 && Actions.isFolder(words[words.length - 2]));
    }

    /// What names the records; nothing when one of the names has no value, or one that may mean many.
    private Keys keys(Correction said) {
        List<String> names = said.keyedBy().isEmpty() ? route.template().names() : said.keyedBy();
        List<Scope.Key> keys = new ArrayList<>();
        for (String name : names) {
            List<String> values = values(name);
            if (values.isEmpty() || !values.stream().allMatch(Shape::isOne)) {
                return Keys.NONE;
            }
            keys.add(new Scope.Key(name.startsWith("body.") ? last(name) : name, values));
        }
        boolean direct = said.keyedBy().isEmpty()
                ? !route.template().lastNames().isEmpty()
                : said.atMost() == 1 || said.keyedBy().containsAll(lastNames());
        return new Keys(keys, direct);
    }

    /// Never empty, so that nothing is keyed by the lack of a gap.
    private List<String> lastNames() {
        List<String> names = route.template().lastNames();
        return names.isEmpty() ? List.of("\0") : names;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private List<String> values(String name) {
        if (name.startsWith("body.")) {
            List<String> found = BodyValues.leaves(request.content()).stream()
                    .filter(leaf -> leaf.name().equals(name))
                    .map(Argument::value)
                    .toList();
            return found.size() == 1 ? found : List.of();
        }
        String inPath = match.values().get(name);
        return inPath == null ? inQuery(name) : split(inPath, route.shape(name, Described.Place.PATH));
    }

    private List<String> inQuery(String name) {
        Shape shape = route.shape(name, Described.Place.QUERY);
        List<String> values = request.target().query().values(name);
        if (shape.type().equals("array")) {
            return values.stream()
                    .flatMap(value -> split(value, shape).stream())
                    .toList();
        }
        return values.size() == 1 && shape.fits(values.getFirst()) ? values : List.of();
    }

    /// `style: simple` of an array (OpenAPI 3.1 section 4.8.12.3).
    private static List<String> split(String value, Shape shape) {
        return shape.type().equals("array") ? List.of(value.split(",", -1)) : List.of(value);
    }
}
