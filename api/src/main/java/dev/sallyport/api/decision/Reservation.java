package dev.sallyport.api.decision;

import java.util.List;

/// What a permit took from the budgets. It stands in the trail, from which the counters are rebuilt after a restart
/// (R5).
///
/// @param order when it was taken or settled, among all that asked or changed the same counters since the gateway
///     started; 0 when no counter was asked
public record Reservation(List<Charge> charges, long order) {

    public static final Reservation NOTHING = new Reservation(List.of());

    public Reservation {
        charges = List.copyOf(charges);
    }

    public Reservation(List<Charge> charges) {
        this(charges, 0);
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
