package dev.sallyport.grammar.http.rest;

import dev.sallyport.grammar.http.target.Parameter;
import dev.sallyport.grammar.http.target.Parameters;
import java.util.Locale;
import java.util.Set;

/// By what a request asks for records of other resources along with what it names.
public final class Embedding {

    private static final Set<String> NAMES = Set.of(
            "include",
            "includes",
            "expand",
            "embed",
            "embeds",
            "expands",
            "expansion",
            "expansions",
            "fetch",
            "eager",
            "preload",
            "relation",
            "joins",
            "$include",
            "with_related",
            "withrelated",
            "_embed",
            "_expand",
            "with",
            "$expand",
            "populate",
            "relations",
            "join");

    private Embedding() {}

    /// Whether related records come along.
    public static boolean in(Parameters query) {
        return query.all().stream().anyMatch(each -> NAMES.contains(stem(each)));
    }

    /// `expand[0]` (PHP), `populate[orders]` (Strapi) and `include.orders` ask for what `expand` does.
    private static String stem(Parameter parameter) {
        String name = parameter.name().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < name.length() && name.charAt(end) != '[' && name.charAt(end) != '.') end++;
        return name.substring(0, end);
    }
}
