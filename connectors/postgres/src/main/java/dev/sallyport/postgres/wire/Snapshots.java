package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.query.Effect;
import java.util.List;
import java.util.Locale;

/// Whether a text may make the target keep a snapshot over several statements (PostgreSQL documentation, 13.2).
enum Snapshots {
    NONE,
    /// Until the transaction ends that it begins.
    TRANSACTION,
    /// From then on.
    SESSION;

    private static final String ISOLATION = "isolation";

    /// Other levels of isolation are asked for by that word where a transaction begins or something
    /// is set, or by the name of a setting, which a function may be given in an escaped string. Who asks
    /// to be told the level asks for none: object mappers do so when they connect.
    static Snapshots of(String sql, List<Effect> effects) {
        String words = sql.toLowerCase(Locale.ROOT);
        boolean named = words.contains(ISOLATION);
        if (words.contains("set_config") && (named || words.contains("\\"))) return SESSION;
        Snapshots all = NONE;
        for (Effect effect : effects) {
            if (effect instanceof Effect.Setting setting && (named || isSetting(setting.name()))) return SESSION;
            if (effect instanceof Effect.Begin && named) all = TRANSACTION;
        }
        return all;
    }

    static boolean isSetting(String name) {
        return name.toLowerCase(Locale.ROOT).contains(ISOLATION);
    }
}
