package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.tree.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Statements that concern the conversation: transactions, settings, prepared statements, cursors, notifications.
record Conversations(View view, Settings settings, Findings findings) {

    /// `CURSOR_OPT_HOLD` of `parsenodes.h`
    private static final int HOLD = 0x20;

    /// What FETCH ALL is turned into: `FETCH_ALL` is LONG_MAX, which the tree cuts to 31 bits.
    private static final int ALL = Integer.MAX_VALUE;

    static boolean holds(Node declare) {
        return (declare.number("options") & HOLD) != 0;
    }

    Optional<Effect> read(Node statement) {
        return switch (statement.type()) {
            case "TransactionStmt" -> Optional.of(transaction(statement));
            case "VariableSetStmt" -> Optional.of(setting(statement));
            case "VariableShowStmt" -> session("setting", 1, new Effect.Show(statement.text("name")));
            case "DeallocateStmt" -> deallocate(statement);
            case "FetchStmt" -> fetch(statement);
            case "ClosePortalStmt" ->
                session(
                        "cursor",
                        0,
                        statement.has("portalname")
                                ? new Effect.Close(statement.text("portalname"))
                                : new Effect.CloseAll());
            case "DiscardStmt" -> Optional.of(discard(statement));
            case "ConstraintsSetStmt" -> session("constraints", 0, new Effect.Other(statement.type()));
            case "ListenStmt" -> Optional.of(channel(statement, Verb.EXECUTE));
            case "UnlistenStmt" -> session("channel", 0, new Effect.Other(statement.type()));
            case "NotifyStmt" -> Optional.of(channel(statement, Verb.SHARE));
            default -> Optional.empty();
        };
    }

    private Optional<Effect> session(String what, long records, Effect effect) {
        findings.add(Draft.session(view, what, records, ""));
        return Optional.of(effect);
    }

    private Effect transaction(Node statement) {
        String name = statement.text("savepoint_name");
        boolean chain = statement.flag("chain");
        Optional<Effect> effect = switch (statement.text("kind")) {
            case "TRANS_STMT_BEGIN", "TRANS_STMT_START" -> Optional.of(new Effect.Begin());
            case "TRANS_STMT_COMMIT" -> Optional.of(new Effect.Commit(chain));
            case "TRANS_STMT_ROLLBACK" -> Optional.of(new Effect.Rollback(chain));
            case "TRANS_STMT_SAVEPOINT" -> Optional.of(new Effect.Savepoint(name));
            case "TRANS_STMT_ROLLBACK_TO" -> Optional.of(new Effect.RollbackTo(name));
            case "TRANS_STMT_RELEASE" -> Optional.of(new Effect.Release(name));
            default -> Optional.empty();
        };
        if (effect.isEmpty()) {
            findings.unknown("statement", "", "transactions that outlive their session are not allowed");
            return new Effect.Other(statement.type());
        }
        if (effect.get() instanceof Effect.Rollback || effect.get() instanceof Effect.RollbackTo) {
            findings.barrier();
        }
        findings.add(Draft.session(view, "transaction", 0, ""));
        modes(statement.list("options"));
        return effect.get();
    }

    /// `READ WRITE`, `ISOLATION LEVEL` and relatives are settings in other words.
    private void modes(List<Node> modes) {
        for (Node mode : modes) {
            findings.add(
                    settings.draft(view, mode.text("defname"), mode.child("arg").flatMap(Constants::text)));
        }
    }

    private Effect setting(Node statement) {
        findings.barrier();
        String name = statement.text("name");
        switch (statement.text("kind")) {
            case "VAR_SET_VALUE" -> findings.add(settings.draft(view, name, value(statement)));
            case "VAR_SET_DEFAULT", "VAR_RESET" -> findings.add(settings.draft(view, name, Optional.empty()));
            case "VAR_SET_MULTI" -> multiple(name, statement);
            case "VAR_RESET_ALL" -> name = reset();
            default -> findings.unknown("setting", name, "setting `" + name + "` may not be changed");
        }
        return new Effect.Setting(name.toLowerCase(Locale.ROOT), statement.flag("is_local"));
    }

    /// A lease's settings are its role's, or were told at log-in: this leads back to them, as each RESET does.
    private String reset() {
        findings.add(Draft.session(view, "setting", 0, ""));
        return "all";
    }

    private void multiple(String name, Node statement) {
        if (name.equals("TRANSACTION") || name.equals("SESSION CHARACTERISTICS")) {
            modes(statement.list("args"));
        } else {
            findings.unknown("setting", name, "`SET " + name + "` is not allowed");
        }
    }

    private static Optional<String> value(Node statement) {
        List<Node> values = statement.list("args");
        return values.size() == 1 ? Constants.text(values.getFirst()) : Optional.of("");
    }

    private Optional<Effect> deallocate(Node statement) {
        findings.barrier();
        return session(
                "prepared statement",
                0,
                statement.flag("isall") || !statement.has("name")
                        ? new Effect.DeallocateAll()
                        : new Effect.Deallocate(statement.text("name")));
    }

    /// The cursor's query was judged at DECLARE.
    private Optional<Effect> fetch(Node statement) {
        boolean move = statement.flag("ismove");
        int count = statement.number("howMany");
        boolean absolute = statement.text("direction").equals("FETCH_ABSOLUTE")
                || statement.text("direction").equals("FETCH_RELATIVE");
        long records = count == ALL ? Long.MAX_VALUE : absolute ? 1 : Math.abs((long) count);
        return session("cursor", move ? 0 : records, new Effect.Fetch(statement.text("portalname"), records, move));
    }

    private Effect discard(Node statement) {
        findings.barrier();
        switch (statement.text("target")) {
            case "DISCARD_ALL" -> {
                findings.add(Draft.session(view, "everything", 0, ""));
                return new Effect.DiscardAll();
            }
            case "DISCARD_PLANS", "DISCARD_SEQUENCES" -> findings.add(Draft.session(view, "plans", 0, ""));
            case "DISCARD_TEMP" -> findings.add(Draft.session(view, "temp", 0, ""));
            default -> findings.unknown("statement", "", "this DISCARD is not known");
        }
        return new Effect.Other(statement.type());
    }

    private Effect channel(Node statement, Verb verb) {
        String name = statement.text("conditionname");
        findings.add(Draft.of(verb, new Resource(view.target(), "channel", name, List.of()), ""));
        return new Effect.Other(statement.type());
    }
}
