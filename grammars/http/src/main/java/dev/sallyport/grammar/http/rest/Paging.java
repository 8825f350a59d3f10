package dev.sallyport.grammar.http.rest;

import dev.sallyport.api.action.Scope;
import dev.sallyport.grammar.http.route.Described;
import dev.sallyport.grammar.http.route.Route;
import dev.sallyport.grammar.http.route.Shape;
import dev.sallyport.grammar.http.target.Parameter;
import dev.sallyport.grammar.http.target.Parameters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How much of a collection a request asks for. A limit bounds it; whoever names a page means to go
/// through all of them.
final class Paging {

    private static final Set<String> LIMITS = Set.of(
            "limit",
            "per_page",
            "perpage",
            "page_size",
            "pagesize",
            "size",
            "count",
            "max_results",
            "maxresults",
            "$top",
            "top",
            "first",
            "last",
            "rows",
            "take",
            "page[size]",
            "page[limit]",
            "max",
            "maxrecords",
            "max_records");

    private static final Set<String> PAGES = Set.of(
            "page",
            "p",
            "offset",
            "skip",
            "$skip",
            "$skiptoken",
            "start",
            "startindex",
            "start_index",
            "cursor",
            "after",
            "before",
            "page_token",
            "pagetoken",
            "next",
            "next_token",
            "nexttoken",
            "next_page",
            "nextpage",
            "continue",
            "continuation",
            "continuationtoken",
            "continuation_token",
            "marker",
            "since_id",
            "max_id",
            "starting_after",
            "ending_before",
            "page[number]",
            "page[offset]",
            "page[cursor]",
            "page[after]",
            "page[before]",
            "pagenumber",
            "page_number",
            "pageindex",
            "from",
            "startat",
            "scroll",
            "scroll_id",
            "bookmark");

    private static final long MOST = 1_000_000_000;

    private Paging() {}

    /// @param route null where nothing is described
    static Scope scope(Parameters query, @Nullable Route route) {
        if (page(query).findAny().isPresent()) {
            return new Scope.Unbounded(-1);
        }
        List<Parameter> limits = query.all().stream()
                .filter(each -> is(LIMITS, each))
                .filter(each -> route == null || !route.closed() || route.describes(each.name()))
                .toList();
        long records = limits.size() == 1 ? asked(limits.getFirst(), route) : limits.isEmpty() ? unasked(route) : -1;
        return records > 0 ? new Scope.AtMost(records) : new Scope.Unbounded(-1);
    }

    /// The parameter that goes on from page to page; empty when there is none.
    static Stream<String> page(Parameters query) {
        return query.all().stream().filter(each -> is(PAGES, each)).map(Parameter::name);
    }

    private static boolean is(Set<String> names, Parameter parameter) {
        return names.contains(parameter.name().toLowerCase(Locale.ROOT));
    }

    /// 0 and negative numbers mean everything to some servers.
    private static long asked(Parameter limit, @Nullable Route route) {
        if (!limit.value().matches("[0-9]{1,10}")) {
            return -1;
        }
        long value = Long.parseLong(limit.value());
        long maximum = route == null
                ? -1
                : route.shape(limit.name(), Described.Place.QUERY).maximum();
        return value > MOST ? -1 : maximum > 0 ? Math.min(value, maximum) : value;
    }

    /// The default of a limit that is described, or the most that it may be.
    private static long unasked(@Nullable Route route) {
        if (route == null) {
            return -1;
        }
        return route.parameters().stream()
                .filter(each -> each.place() == Described.Place.QUERY
                        && LIMITS.contains(each.name().toLowerCase(Locale.ROOT)))
                .map(Described::shape)
                .mapToLong(Paging::withoutValue)
                .max()
                .orElse(-1);
    }

    private static long withoutValue(Shape shape) {
        return shape.fallback() > 0 ? shape.fallback() : shape.maximum();
    }
}
