package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.grammar.sql.query.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whether this session may see other records than another connection does: what it has changed and not committed, and
/// what an old snapshot holds (PostgreSQL documentation, 13.2). On the session's loop.
final class OwnSight {

    private static final String ISOLATION = "isolation";

    private boolean pending;
    private boolean snapshots;
    private boolean transaction;

    /// @param settings that the session began with
    OwnSight(Map<String, String> settings) {
        snapshots = settings.keySet().stream().anyMatch(OwnSight::names);
    }

    /// What is on its way to the target.
    void offered(Understood text, List<Operation> operations) {
        for (Operation operation : operations) pending |= operation.changes();
        if (!snapshots) snapshots = mayKeepSnapshots(text);
        for (Effect effect : text.effects()) transaction |= effect instanceof Effect.Begin && isNamed(text);
    }

    /// A function is called of which nobody knows what it does.
    void offeredCall() {
        pending = true;
        snapshots = true;
    }

    /// Other levels of isolation are asked for by that word where a transaction begins or something
    /// is set, or by the name of a setting, which a function may be given in an escaped string. Who asks
    /// to be told the level asks for none: object mappers do so when they connect.
    private static boolean mayKeepSnapshots(Understood text) {
        String words = text.sql().toLowerCase(Locale.ROOT);
        boolean named = isNamed(text);
        if (words.contains("set_config") && (named || words.contains("\\"))) return true;
        for (Effect effect : text.effects()) {
            if (effect instanceof Effect.Setting setting && (named || names(setting.name()))) return true;
        }
        return false;
    }

    private static boolean isNamed(Understood text) {
        return text.sql().toLowerCase(Locale.ROOT).contains(ISOLATION);
    }

    private static boolean names(String setting) {
        return setting.toLowerCase(Locale.ROOT).contains(ISOLATION);
    }

    /// The target is ready for more, no transaction is open and nothing is on its way.
    void committed() {
        pending = false;
        transaction = false;
    }

    boolean differs() {
        return pending || transaction || snapshots;
    }
}
