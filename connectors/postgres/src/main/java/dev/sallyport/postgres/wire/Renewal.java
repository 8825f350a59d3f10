package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.grammar.sql.query.Effect;
import dev.sallyport.postgres.wire.Names.Found;
import dev.sallyport.postgres.wire.Names.Prepared;
import java.util.List;
import java.util.Optional;

/// What was prepared before the target's structure changed (R8). The server may plan it anew, with other relations
/// under the same names, or may keep to the old ones: so it is judged by what it means now, and only while that is
/// what it meant. On the loop.
final class Renewal {

    private final Understanding understanding;
    private final Names names;

    Renewal(Understanding understanding, Names names) {
        this.understanding = understanding;
        this.names = names;
    }

    sealed interface Answer {}

    record Stands(Prepared statement) implements Answer {}

    /// It has to be prepared again.
    record Changed() implements Answer {}

    /// The agent's inlet was paused until the answer is there.
    record Wait() implements Answer {}

    Answer of(String name, Prepared before) {
        Optional<Understood> now = understanding.again(before);
        if (now.isEmpty()) return new Wait();
        if (now.get().equals(before.text())) return new Stands(before);
        if (understanding.enforces() && !same(before.text(), now.get())) return new Changed();
        Prepared renewed = before.as(now.get());
        names.renewed(name, before, renewed);
        return new Stands(renewed);
    }

    /// The statements that a text runs by their names; those that have changed are not known any more.
    ///
    /// @return false to wait
    boolean executed(Understood text) {
        for (Effect effect : text.effects()) {
            if (!(effect instanceof Effect.Execute call)
                    || !(names.statement(call.name()) instanceof Found<Prepared>(Prepared found))) continue;
            switch (of(call.name(), found)) {
                case Wait _ -> {
                    return false;
                }
                case Changed _ -> names.deallocated(call.name());
                case Stands _ -> {}
            }
        }
        return true;
    }

    /// How many rows there are by an estimate is no matter.
    private static boolean same(Understood before, Understood now) {
        List<Operation> then = before.prepared();
        List<Operation> here = now.prepared();
        if (then.size() != here.size()) return false;
        for (int i = 0; i < then.size(); i++) {
            if (!same(then.get(i), here.get(i))) return false;
        }
        return true;
    }

    private static boolean same(Operation then, Operation now) {
        return then.verb() == now.verb()
                && then.resource().equals(now.resource())
                && then.labels().equals(now.labels())
                && then.scope().getClass().equals(now.scope().getClass());
    }
}
