package dev.sallyport.grammar.http.route;

import dev.sallyport.grammar.http.text.Unclear;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All operations of a target. The most specific template is taken, whatever its methods; where two
/// templates match and neither is more specific, servers differ, and the request is refused.
public final class Routes {

    public static final Routes NONE = new Routes(List.of());

    /// By the number of segments.
    private final Map<Integer, List<Place>> places = new HashMap<>();

    private record Place(PathTemplate template, Map<String, Route> methods) {}

    /// @throws IllegalArgumentException when two are the same method at paths that differ in nothing
    ///     but names
    public Routes(List<Route> routes) {
        Map<List<String>, Place> byForm = new LinkedHashMap<>();
        for (Route route : routes) {
            List<String> form = List.of(
                    route.template().text().replaceAll("\\{[^}]*}", "{}").replaceAll("(?<=.)/$", ""));
            Place place = byForm.computeIfAbsent(form, _ -> new Place(route.template(), new HashMap<>()));
            if (place.methods().put(route.method(), route) != null) {
                throw new IllegalArgumentException(
                        "the same operation twice `" + route.method() + " " + route.template() + "`");
            }
        }
        for (Place place : byForm.values()) {
            places.computeIfAbsent(place.template().segments().size(), _ -> new ArrayList<>())
                    .add(place);
        }
    }

    public boolean isEmpty() {
        return places.isEmpty();
    }

    /// Empty when no path is this one, or the path has no such method.
    ///
    /// @param path decoded segments
    /// @throws Unclear when servers could take it for one or another
    public Optional<Match> find(String method, List<String> path) throws Unclear {
        List<Place> matching = new ArrayList<>();
        for (Place place : places.getOrDefault(path.size(), List.of())) {
            if (place.template().match(path).isPresent()) {
                matching.add(place);
            }
        }
        if (matching.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Route> methods = best(matching).methods();
        // every server answers HEAD where it answers GET (RFC 9110 section 9.3.2)
        Route route = method.equals("HEAD") ? methods.getOrDefault(method, methods.get("GET")) : methods.get(method);
        return route == null ? Optional.empty() : route.template().match(path).map(values -> new Match(route, values));
    }

    private static Place best(List<Place> matching) throws Unclear {
        for (Place place : matching) {
            boolean best = matching.stream()
                    .allMatch(other -> other.equals(place)
                            || (place.template().isAtLeastAsSpecificAs(other.template())
                                    && !other.template().isAtLeastAsSpecificAs(place.template())));
            if (best) {
                return place;
            }
        }
        throw new Unclear("a path that is two operations of the API's description");
    }
}
