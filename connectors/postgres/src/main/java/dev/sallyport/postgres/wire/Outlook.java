package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.query.Lineage;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the answers of one meaning look like, and which relations stand in them. Immutable, worked out once
/// for all answers of that kind.
///
/// @param shown the relations of which columns with comparable values stand in the answer, those behind
///     views too
record Outlook(Layout layout, List<Shows> shown) {

    Outlook {
        shown = List.copyOf(shown);
    }

    /// @param places of the relation's columns; of each the first where it stands twice
    record Shows(Relation relation, List<Sight.Place> places) {
        Shows {
            places = List.copyOf(places);
        }

        /// @param key names of columns
        /// @return their places, in the same order; empty when not all of them stand in the answer
        List<Sight.Place> of(List<String> key) {
            List<Sight.Place> found = new ArrayList<>(key.size());
            for (String field : key)
                for (Sight.Place place : places) if (place.field().equals(field)) found.add(place);
            return found.size() == key.size() ? found : List.of();
        }
    }

    static Outlook of(Layout layout, Catalog structure, Background background) {
        Map<Long, Map<String, Sight.Place>> places = new LinkedHashMap<>();
        for (int at = 0; at < layout.columns().size(); at++) {
            Layout.Column column = layout.columns().get(at);
            Optional<KeyType> type = KeyType.of(column.type());
            if (column.table() == 0 || type.isEmpty()) continue;
            for (Lineage.Source source : sources(column, structure, background)) {
                places.computeIfAbsent(source.relation(), _ -> new LinkedHashMap<>())
                        .putIfAbsent(source.column(), new Sight.Place(at, source.column(), type.get()));
            }
        }
        List<Shows> shown = new ArrayList<>();
        places.forEach((oid, own) -> structure
                .relation(oid)
                .ifPresent(relation -> shown.add(new Shows(relation, List.copyOf(own.values())))));
        return new Outlook(layout, shown);
    }

    /// The column that the server names, and what it is behind a view.
    private static List<Lineage.Source> sources(Layout.Column column, Catalog structure, Background background) {
        List<Lineage.Source> sources = new ArrayList<>(2);
        structure.relation(column.table()).stream()
                .flatMap(relation -> relation.columns().stream())
                .filter(own -> own.number() == column.number())
                .forEach(own -> sources.add(new Lineage.Source(column.table(), own.name())));
        background.base(column.table(), column.number()).ifPresent(sources::add);
        return sources;
    }
}
