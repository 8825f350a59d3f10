package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.query.Effect;
import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.postgres.wire.Names.Portal;
import dev.sallyport.postgres.wire.Names.Prepared;
import java.util.List;

/// PREPARE, DEALLOCATE and DECLARE in SQL share their names with the protocol's statements and portals.
final class SqlNames {

    private SqlNames() {}

    /// What a text may do to the names, as soon as it is on its way: should it fail halfway (`DECLARE c …;
    /// COMMIT; SELECT 1/0`), what it did stays, so nothing is believed of those names until it has succeeded.
    static void forget(Understood text, Names names) {
        for (Effect effect : text.effects()) {
            if (effect instanceof Effect.Prepare prepare) names.deallocated(prepare.name());
            else if (effect instanceof Effect.Declare declare) names.cursorClosed(declare.cursor());
            else closed(effect, names);
        }
    }

    private static void closed(Effect effect, Names names) {
        if (effect instanceof Effect.Deallocate deallocate) names.deallocated(deallocate.name());
        else if (effect instanceof Effect.DeallocateAll) names.deallocatedAll();
        else if (effect instanceof Effect.Close close) names.cursorClosed(close.cursor());
        else if (effect instanceof Effect.CloseAll) names.cursorsClosed();
        else if (effect instanceof Effect.DiscardAll) {
            names.deallocatedAll();
            names.cursorsClosed();
        }
    }

    /// True when its success puts something under a name.
    static boolean names(Understood text) {
        for (Effect effect : text.effects()) {
            if (effect instanceof Effect.Prepare || effect instanceof Effect.Declare) return true;
        }
        return false;
    }

    /// What a text that has just succeeded did to the names.
    static void follow(Understood text, List<BoundValue> values, Names names) {
        for (Effect effect : text.effects()) {
            if (effect instanceof Effect.Prepare prepare) prepared(text, prepare.name(), names);
            else if (effect instanceof Effect.Declare declare)
                names.declared(
                        declare.cursor(),
                        new Portal(new Prepared(text, List.of(), true), values, List.of()),
                        declare.hold());
            else closed(effect, names);
        }
    }

    private static void prepared(Understood text, String name, Names names) {
        Understood inner = inner(text);
        if (inner.meaning() != null) names.prepared(name, new Prepared(inner, List.of(), true));
    }

    /// The statement in a PREPARE.
    static Understood inner(Understood text) {
        Meaning outer = text.meaning();
        if (outer == null) return text;
        return outer.prepares()
                .map(inner -> Understood.as(text.target(), text.sql(), inner, text.background()))
                .orElseGet(() -> Understood.not(text.target(), text.sql(), "it prepares nothing"));
    }
}
