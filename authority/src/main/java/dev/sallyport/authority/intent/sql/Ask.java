package dev.sallyport.authority.intent.sql;

import java.util.EnumSet;
import java.util.Set;

/// Which effects a request can justify.
///
/// @param effects  what may happen; reading always may
/// @param explicit whether a verb of the request orders it; otherwise the request merely states a fact,
///     which somebody
///                 may want recorded
record Ask(Set<Effect> effects, boolean explicit) {

    static Ask reading() {
        return new Ask(EnumSet.of(Effect.READ), true);
    }

    boolean justifies(Effect effect) {
        return effect == Effect.READ || effects.contains(effect);
    }

    boolean onlyReads() {
        return effects.stream().allMatch(effect -> effect == Effect.READ);
    }
}
