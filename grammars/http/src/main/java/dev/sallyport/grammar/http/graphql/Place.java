package dev.sallyport.grammar.http.graphql;

import dev.sallyport.api.action.Scope;

/// Where a field stands: a list in a list is asked for once for each of its elements.
///
/// @param depth how much deeper a query may go
/// @param times how often what stands here is answered, as far as the fields around it say
record Place(int depth, long times) {

    private static final long MOST = 1_000_000_000;

    Place deeper() {
        return new Place(depth - 1, times);
    }

    /// Inside of what the field there reaches; of what nobody bounds it is not known, and that alone is not bounded
    /// then.
    Place below(Scope around) {
        return switch (around) {
            case Scope.AtMost most -> new Place(depth - 1, product(most.records()));
            case Scope.Keyed keyed -> new Place(depth - 1, product(keyed.most()));
            case Scope.Unbounded _ -> deeper();
        };
    }

    /// A key names its record wherever it stands.
    Scope of(Scope alone) {
        return alone instanceof Scope.AtMost most ? new Scope.AtMost(product(most.records())) : alone;
    }

    private long product(long records) {
        long most = Math.clamp(records, 0, MOST);
        return Math.min(MOST, times * most);
    }
}
