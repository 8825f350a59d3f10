package dev.sallyport.grammar.sql.query;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// The occurrences under one FROM item that a condition on its rows bounds: all but those that an outer join may
/// replace by NULLs. Compared by identity.
record Joint(Set<Occurrence> solid) {

    static final Joint NONE = new Joint(Set.of());

    static Joint of(Occurrence occurrence) {
        Set<Occurrence> one = Collections.newSetFromMap(new IdentityHashMap<>());
        one.add(occurrence);
        return new Joint(one);
    }

    Joint and(Joint other) {
        Set<Occurrence> both = Collections.newSetFromMap(new IdentityHashMap<>());
        both.addAll(solid);
        both.addAll(other.solid);
        return new Joint(both);
    }

    boolean bounds(Occurrence occurrence) {
        return solid.contains(occurrence);
    }
}
