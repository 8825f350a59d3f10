package dev.sallyport.api.action;

import java.util.List;

/// How much of a resource an operation reaches. One record and every record are different actions.
public sealed interface Scope {

    /// Only records whose column equals one of these values: every key must hold (they are joined by AND).
    ///
    /// @param unique true when the keys cover a unique index, so there is at most one record per combination
    /// @param found how many records have those keys, as the target said just before; -1 where it was not asked
    record Keyed(List<Key> keys, boolean unique, long found) implements Scope {
        public Keyed {
            keys = List.copyOf(keys);
        }

        /// The target was not asked how many there are.
        public Keyed(List<Key> keys, boolean unique) {
            this(keys, unique, -1);
        }

        /// The same, now that it was.
        public Keyed found(long records) {
            return new Keyed(keys, unique, records);
        }

        /// How many combinations the keys have at most; a key without values counts one, they are not known yet.
        public long most() {
            long product = 1;
            for (Key key : keys) {
                long values = key.most();
                if (Math.multiplyHigh(product, values) != 0 || product * values < 0) return Long.MAX_VALUE;
                product *= values;
            }
            return product;
        }
    }

    /// @param values text form, distinct; empty in phase PREPARE, where they are not known yet, and where other records
    ///     have them
    /// @param through how many values at most, where nobody has said them: records that are keyed themselves have
    ///     them (`tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id = 7`); 0 elsewhere
    record Key(String field, List<String> values, long through) {
        public Key {
            values = List.copyOf(values);
        }

        public Key(String field, List<String> values) {
            this(field, values, 0);
        }

        public static Key through(String field, long most) {
            return new Key(field, List.of(), most);
        }

        /// How many values it has at most; one where they are not known yet.
        public long most() {
            return Math.max(1, Math.max(values.size(), through));
        }
    }

    /// No key, but at most this many records (LIMIT, FETCH FIRST, the rows of VALUES).
    ///
    /// @param firm true when the language itself holds the target to that number, as SQL does; false when it was
    ///     only asked for, like the length of a page
    record AtMost(long records, boolean firm) implements Scope {

        /// Only asked for.
        public AtMost(long records) {
            this(records, false);
        }

        public static AtMost firm(long records) {
            return new AtMost(records, true);
        }
    }

    /// @param estimate records, from the target's statistics; -1 when unknown
    record Unbounded(long estimate) implements Scope {}
}
