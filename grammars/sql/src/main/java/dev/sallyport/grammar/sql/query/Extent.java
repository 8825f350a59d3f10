package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Scope;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How much of a relation is reached, before the parameters are known.
sealed interface Extent
        permits Extent.Whole,
                Extent.Limited,
                Extent.LimitedBy,
                Extent.Told,
                Extent.Keyed,
                Extent.Copied,
                Met,
                Through,
                Sum,
                Unnested {

    /// @return empty when a parameter it depends on cannot be read
    Optional<Scope> scope(List<BoundValue> values);

    /// Whether keys say which records are reached.
    default boolean isKeyed() {
        return false;
    }

    /// In phase PREPARE, without values.
    Scope prepared();

    /// True when at most one record per key can be reached: then nothing can hide in an aggregate.
    default boolean singles() {
        return false;
    }

    /// The values it waits for.
    default List<Value> values() {
        return List.of();
    }

    record Whole(long estimate) implements Extent {
        @Override
        public Optional<Scope> scope(List<BoundValue> values) {
            return Optional.of(prepared());
        }

        @Override
        public Scope prepared() {
            return new Scope.Unbounded(estimate);
        }
    }

    record Limited(long records) implements Extent {
        @Override
        public Optional<Scope> scope(List<BoundValue> values) {
            return Optional.of(prepared());
        }

        @Override
        public Scope prepared() {
            return Scope.AtMost.firm(records);
        }
    }

    /// LIMIT $n. NULL stands for no limit.
    ///
    /// @param estimate of the relation, for when there is no limit
    record LimitedBy(Value limit, long estimate) implements Extent {
        @Override
        public Optional<Scope> scope(List<BoundValue> values) {
            return limit.texts(values)
                    .flatMap(texts -> texts.isEmpty()
                            ? Optional.of(new Scope.Unbounded(estimate))
                            : Limit.parse(texts.getFirst()).map(Scope.AtMost::firm));
        }

        @Override
        public List<Value> values() {
            return List.of(limit);
        }

        /// No row is answered yet.
        @Override
        public Scope prepared() {
            return Scope.AtMost.firm(0);
        }
    }

    /// What is told of a setting whose name comes with the values.
    ///
    /// @param settings those that may be told, in lower case
    record Told(Value name, Set<String> settings) implements Extent {
        public Told {
            settings = Set.copyOf(settings);
        }

        /// It needs no values to be told.
        boolean isDecided() {
            return scope(List.of()).isPresent();
        }

        @Override
        public Optional<Scope> scope(List<BoundValue> values) {
            return name.texts(values)
                    .filter(texts -> texts.stream().allMatch(text -> settings.contains(text.toLowerCase(Locale.ROOT))))
                    .map(_ -> prepared());
        }

        @Override
        public Scope prepared() {
            return Scope.AtMost.firm(0);
        }

        @Override
        public List<Value> values() {
            return List.of(name);
        }
    }

    /// @param closed true when nothing is looked at where a key has no value; false when other conditions may be
    ///     evaluated first
    record Keyed(List<Key> keys, boolean unique, boolean closed) implements Extent {
        public Keyed {
            keys = List.copyOf(keys);
        }

        Keyed(List<Key> keys, boolean unique) {
            this(keys, unique, true);
        }

        /// That column has one value at most.
        boolean isOne(String column) {
            return keys.stream()
                    .filter(key -> key.field().equals(column))
                    .flatMap(key -> key.alternatives().stream())
                    .anyMatch(ValueList::isOne);
        }

        Keyed lookedAt() {
            return new Keyed(keys, unique, false);
        }

        @Override
        public boolean isKeyed() {
            return true;
        }

        @Override
        public Optional<Scope> scope(List<BoundValue> values) {
            List<Scope.Key> bound = new ArrayList<>();
            for (Key key : keys) {
                Optional<List<String>> texts = key.fewest(values);
                if (texts.isEmpty()) {
                    return Optional.empty();
                }
                if (closed && texts.get().isEmpty()) {
                    return Optional.of(Scope.AtMost.firm(0)); // it equals nothing: NULL, or a list of nothing
                }
                bound.add(new Scope.Key(key.field(), texts.get()));
            }
            return Optional.of(new Scope.Keyed(bound, unique));
        }

        @Override
        public Scope prepared() {
            return new Scope.Keyed(
                    keys.stream()
                            .map(key -> new Scope.Key(key.field(), List.of()))
                            .toList(),
                    unique);
        }

        @Override
        public boolean singles() {
            return unique;
        }

        @Override
        public List<Value> values() {
            return keys.stream()
                    .flatMap(key -> key.alternatives().stream())
                    .flatMap(alternative -> alternative.values().stream())
                    .toList();
        }
    }

    /// One record for each of another relation's.
    record Copied(Extent of) implements Extent {
        @Override
        public Optional<Scope> scope(List<BoundValue> values) {
            return of.scope(values).map(Copied::rows);
        }

        private static Scope rows(Scope scope) {
            return switch (scope) {
                case Scope.Keyed keyed when keyed.unique() -> Scope.AtMost.firm(keyed.most());
                case Scope.AtMost most -> most;
                case Scope _ -> new Scope.Unbounded(-1);
            };
        }

        @Override
        public Scope prepared() {
            return rows(of.prepared());
        }

        @Override
        public List<Value> values() {
            return of.values();
        }
    }

    /// @param alternatives conditions that all hold, each on its own a bound
    record Key(String field, List<ValueList> alternatives) {

        private static final Comparator<List<String>> TIGHTEST =
                Comparator.<List<String>>comparingInt(List::size).thenComparing(Object::toString);

        public Key {
            alternatives = List.copyOf(alternatives);
        }

        /// The tightest bound that can be read; the order of the conditions does not matter.
        Optional<List<String>> fewest(List<BoundValue> values) {
            Optional<List<String>> fewest = Optional.empty();
            for (ValueList alternative : alternatives) {
                Optional<List<String>> texts = alternative.texts(values);
                if (texts.isPresent() && (fewest.isEmpty() || TIGHTEST.compare(texts.get(), fewest.get()) < 0))
                    fewest = texts;
            }
            return fewest;
        }
    }
}
