package dev.sallyport.app.history;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.authority.budget.Cost;
import dev.sallyport.authority.budget.KeyDigest;
import dev.sallyport.authority.budget.KeyNames;
import dev.sallyport.trail.recall.RecalledDecision;
import java.util.IdentityHashMap;
import java.util.List;

/// Names keys as the trail named them. Knows one decision at a time; one thread.
final class RecordedNames implements KeyNames {

    private final IdentityHashMap<Scope, long[]> names = new IdentityHashMap<>();

    /// The trail does not say under which name a key was counted.
    static final class Unnamed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unnamed() {
            super("the record does not say under which names its keys are counted");
        }
    }

    void know(RecalledDecision decision) {
        names.clear();
        List<Operation> operations = decision.action().operations();
        for (int i = 0; i < operations.size(); i++) {
            names.put(
                    operations.get(i).scope(),
                    decision.names(i).stream().mapToLong(KeyDigest::parse).toArray());
        }
    }

    @Override
    public Cost.Keys of(Scope.Keyed keyed) {
        long[] known = names.get(keyed);
        if (known == null || known.length != keyed.most()) throw new Unnamed();
        return new Cost.Keys(known);
    }

    /// The trail keeps what was charged for them instead.
    @Override
    public long[] of(Outcome.Shown shown) {
        return new long[0];
    }
}
