package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A statement that does nothing but set one setting to a literal: SET, or a SELECT of `set_config`
/// alone. PostgreSQL's own programs also take the name from `pg_settings`, so that a server without
/// that setting does nothing.
///
/// @param setting in lower case
/// @param local until the end of the transaction
/// @param call true for `set_config`
record SettingForm(String setting, String value, boolean local, boolean call) {

    private static final Set<String> BARE = Set.of("targetList", "limitOption", "op");
    private static final Set<String> LOOKED_UP = Set.of("targetList", "limitOption", "op", "fromClause", "whereClause");

    static Optional<SettingForm> of(Node statement) {
        return switch (statement.type()) {
            case "VariableSetStmt" -> set(statement);
            case "SelectStmt" -> select(statement);
            default -> Optional.empty();
        };
    }

    private static Optional<SettingForm> set(Node statement) {
        List<Node> values = statement.list("args");
        if (!statement.text("kind").equals("VAR_SET_VALUE") || values.size() != 1) return Optional.empty();
        return Constants.text(values.getFirst())
                .map(value -> form(statement.text("name"), value, statement.flag("is_local"), false));
    }

    private static SettingForm form(String name, String value, boolean local, boolean call) {
        return new SettingForm(name.toLowerCase(Locale.ROOT), value, local, call);
    }

    private static Optional<SettingForm> select(Node statement) {
        if (!statement.others(LOOKED_UP).isEmpty()) return Optional.empty();
        List<Node> outputs = statement.list("targetList");
        if (outputs.size() != 1 || outputs.getFirst().has("name")) return Optional.empty();
        return outputs.getFirst()
                .child("val")
                .filter(SettingForm::isSetConfig)
                .flatMap(function -> called(statement, function.list("args")));
    }

    private static boolean isSetConfig(Node value) {
        return value.is("FuncCall")
                && QualifiedName.of(value.names("funcname")).isBuiltIn("set_config")
                && value.others(Set.of("funcname", "args", "funcformat", "location"))
                        .isEmpty();
    }

    private static Optional<SettingForm> called(Node statement, List<Node> arguments) {
        if (arguments.size() != 3 || !arguments.get(2).has("boolval")) return Optional.empty();
        boolean local = Constants.text(arguments.get(2)).orElse("").equals("true");
        Optional<String> name = statement.others(BARE).isEmpty()
                ? Constants.text(arguments.getFirst())
                : lookedUp(statement, arguments.getFirst());
        return name.flatMap(known -> Constants.text(arguments.get(1)).map(value -> form(known, value, local, true)));
    }

    /// `set_config(name, …) FROM pg_settings WHERE name = '…'`
    private static Optional<String> lookedUp(Node statement, Node name) {
        List<Node> from = statement.list("fromClause");
        boolean settings = from.size() == 1
                && from.getFirst().is("RangeVar")
                && !from.getFirst().has("alias")
                && FromClause.name(from.getFirst()).isBuiltIn("pg_settings");
        return settings && isName(name)
                ? statement.child("whereClause").flatMap(SettingForm::sought)
                : Optional.empty();
    }

    private static Optional<String> sought(Node where) {
        boolean equals = where.is("A_Expr")
                && where.text("kind").equals("AEXPR_OP")
                && where.names("name").equals(List.of("="))
                && where.child("lexpr").filter(SettingForm::isName).isPresent();
        return equals ? where.child("rexpr").flatMap(Constants::text) : Optional.empty();
    }

    private static boolean isName(Node node) {
        return node.is("ColumnRef") && node.names("fields").equals(List.of("name"));
    }
}
