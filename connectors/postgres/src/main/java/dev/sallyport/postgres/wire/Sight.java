package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.grammar.sql.value.KeyType;
import dev.sallyport.grammar.sql.value.ParameterText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The columns of an answer in which the records of one resource can be recognised. On the loop.
final class Sight {

    /// More are not remembered: then rows are counted.
    private static final int MOST = 10_000;

    private final String resource;
    private final List<Place> places;
    private final Set<List<String>> allowed;
    private final boolean bounded;
    private final boolean counts;
    private final Set<List<String>> keys = new HashSet<>();
    private boolean exact = true;

    /// @param column of the answer
    /// @param field the resource's name of it
    record Place(int column, String field, KeyType type) {}

    /// @param resource canonical name
    /// @param places of a key, in the key's order
    /// @param allowed the only values that the statement can show, where it names them
    /// @param bounded whether it names them
    /// @param counts each row shows one record, and the places are a unique key of it
    Sight(String resource, List<Place> places, Set<List<String>> allowed, boolean bounded, boolean counts) {
        this.resource = resource;
        this.places = List.copyOf(places);
        this.allowed = Set.copyOf(allowed);
        this.bounded = bounded;
        this.counts = counts;
    }

    /// @return false when the row shows what the statement cannot show
    boolean row(Row row) {
        List<String> key = new ArrayList<>(places.size());
        for (Place place : places) {
            BoundValue value = row.value(place.column());
            if (value.isNull()) return true; // no record: an outer join found none
            Optional<List<String>> text = ParameterText.of(value, place.type(), place.type());
            if (text.isEmpty() || text.get().isEmpty()) return unreadable();
            key.add(text.get().getFirst());
        }
        if (bounded && !allowed.contains(key)) return false;
        if (counts && exact && !keys.add(key)) return true;
        if (keys.size() > MOST) unreadable();
        return true;
    }

    private boolean unreadable() {
        exact = false;
        keys.clear();
        return !bounded;
    }

    String resource() {
        return resource;
    }

    long keys() {
        return keys.size();
    }

    Optional<Outcome.Shown> shown() {
        if (!counts || !exact) return Optional.empty();
        List<String> fields = places.stream().map(Place::field).toList();
        return Optional.of(new Outcome.Shown(resource, fields, keys));
    }
}
