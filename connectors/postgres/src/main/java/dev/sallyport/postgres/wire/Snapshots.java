package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.query.Effect;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whether a text may make the target keep a snapshot over several statements (PostgreSQL documentation, 13.2).
enum Snapshots {
    NONE,
    /// Until the transaction ends that it begins.
    TRANSACTION,
    /// From then on.
    SESSION;

    private static final String ISOLATION = "isolation";

    /// What asks for the level that keeps no snapshot, as drivers and object mappers write it. PostgreSQL
    /// takes READ UNCOMMITTED as the same.
    private static final Pattern ORDINARY = Pattern.compile(
            "\\s*(?:(?:begin|start)(?:\\s+(?:transaction|work))?|set\\s+(?:session\\s+characteristics\\s+as\\s+)?transaction)"
                    + "\\s+isolation\\s+level\\s+read\\s+(?:un)?committed(?:\\s*,?\\s*read\\s+(?:only|write))?\\s*;?\\s*"
                    + "|\\s*set\\s+(?:(?:session|local)\\s+)?default_transaction_isolation\\s*(?:=|\\sto\\s)"
                    + "\\s*'read (?:un)?committed'\\s*;?\\s*");

    /// Other levels of isolation are asked for by that word where a transaction begins or something
    /// is set, or by the name of a setting, which a function may be given in an escaped string. Who asks
    /// to be told the level asks for none: object mappers do so when they connect.
    static Snapshots of(String sql, List<Effect> effects) {
        String words = sql.toLowerCase(Locale.ROOT);
        boolean named = words.contains(ISOLATION);
        if (named && ORDINARY.matcher(words).matches()) return NONE;
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
