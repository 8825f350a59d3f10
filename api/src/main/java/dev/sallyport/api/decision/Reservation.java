package dev.sallyport.api.decision;

import java.util.List;

/// What a permit took from the budgets. It stands in the trail, from which the counters are rebuilt after a restart
/// (R5).
public record Reservation(List<Charge> charges) {

    public static final Reservation NOTHING = new Reservation(List.of());

    public Reservation {
        charges = List.copyOf(charges);
    }

    /// @param counter whose budget and for what, such as `workload|<countedAs>|crm/customers|READ`
    /// @param keys digests of the distinct keys that are newly counted; each counts one
    /// @param records what is charged beyond the keys
    public record Charge(String counter, List<String> keys, long records) {
        public Charge {
            keys = List.copyOf(keys);
        }

        public long total() {
            return keys.size() + records;
        }
    }
}
