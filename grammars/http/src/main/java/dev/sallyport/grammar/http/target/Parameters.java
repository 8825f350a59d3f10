package dev.sallyport.grammar.http.target;

import dev.sallyport.grammar.http.json.Leaves;
import dev.sallyport.grammar.http.text.Percent;
import dev.sallyport.grammar.http.text.Unclear;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// The parameters of a query or of a form ([WHATWG URL, section
/// 5](https://url.spec.whatwg.org/#urlencoded-parsing)), in their order.
public record Parameters(List<Parameter> all) {

    public static final Parameters NONE = new Parameters(List.of());

    private static final String KEPT = "!$'()*,:@/[]";

    public Parameters {
        all = List.copyOf(all);
    }

    /// @param encoded without the `?`
    /// @throws Unclear when servers could read it in two ways, or there are too many
    public static Parameters read(String encoded, TargetRules rules) throws Unclear {
        if (encoded.isEmpty()) {
            return NONE;
        }
        if (encoded.indexOf('#') >= 0) {
            throw new Unclear("a fragment in the query");
        }
        if (encoded.indexOf(';') >= 0 && !rules.semicolons()) {
            throw new Unclear("a semicolon in the query, which some servers take for an ampersand");
        }
        List<Parameter> all = new ArrayList<>();
        for (String pair : encoded.split("&", -1)) {
            if (all.size() == rules.parameters()) {
                throw new Unclear("more than " + rules.parameters() + " parameters");
            }
            if (!pair.isEmpty()) {
                all.add(parameter(pair));
            }
        }
        return new Parameters(all);
    }

    private static Parameter parameter(String pair) throws Unclear {
        int equals = pair.indexOf('=');
        return equals < 0
                ? new Parameter(Percent.decode(pair, true), "")
                : new Parameter(
                        Percent.decode(pair.substring(0, equals), true),
                        Percent.decode(pair.substring(equals + 1), true));
    }

    public boolean has(String name) {
        return all.stream().anyMatch(each -> each.name().equals(name));
    }

    /// The only value; empty when there is none or more than one: servers take the first or the last.
    public Optional<String> only(String name) {
        List<String> values = values(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    public List<String> values(String name) {
        return all.stream()
                .filter(each -> each.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /// Each with a name of its own: `query.id`, or `query.id[0]`, `query.id[1]` where it occurs more
    /// than once.
    public void named(String prefix, BiConsumer<String, String> then) {
        if (all.isEmpty()) {
            return;
        }
        Map<String, Long> times = all.stream().collect(Collectors.groupingBy(Parameter::name, Collectors.counting()));
        Map<String, Integer> seen = new HashMap<>();
        for (Parameter each : all) {
            String path = Leaves.inside(prefix, each.name());
            int index = seen.merge(each.name(), 1, Integer::sum) - 1;
            then.accept(times.getOrDefault(each.name(), 1L) > 1 ? path + "[" + index + "]" : path, each.value());
        }
    }

    /// As it goes to the target, without `?`; a space as `%20`.
    public String text() {
        return all.stream()
                .map(each -> Percent.encode(each.name(), KEPT) + "=" + Percent.encode(each.value(), KEPT))
                .collect(Collectors.joining("&"));
    }
}
