package dev.sallyport.grammar.sql.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Walks expressions: which columns they use and how, which functions, operators and types they name. Node types are
/// allow-listed, and every field of a known node is visited, so nothing can hide in a corner of the grammar.
final class Expressions {

    /// Their parts are used as they are used themselves.
    private static final Set<String> TRANSPARENT = Set.of(
            "A_ArrayExpr",
            "A_Indices",
            "CaseWhen",
            "CoalesceExpr",
            "CollateClause",
            "ColumnDef",
            "GroupingFunc",
            "GroupingSet",
            "JsonAggConstructor",
            "JsonArgument",
            "JsonArrayAgg",
            "JsonArrayConstructor",
            "JsonArrayQueryConstructor",
            "JsonBehavior",
            "JsonFormat",
            "JsonFuncExpr",
            "JsonKeyValue",
            "JsonObjectAgg",
            "JsonObjectConstructor",
            "JsonOutput",
            "JsonParseExpr",
            "JsonReturning",
            "JsonScalarExpr",
            "JsonSerializeExpr",
            "JsonTableColumn",
            "JsonTablePathSpec",
            "JsonValueExpr",
            "List",
            "NamedArgExpr",
            "RangeTableFuncCol",
            "ResTarget",
            "RowExpr",
            "WindowDef",
            "XmlExpr",
            "XmlSerialize");

    /// Their answer says something *about* their parts.
    private static final Set<String> TESTS =
            Set.of("BoolExpr", "BooleanTest", "JsonIsPredicate", "MinMaxExpr", "NullTest");

    private static final Set<String> LEAVES = Set.of(
            "A_Const",
            "BitString",
            "Boolean",
            "CurrentOfExpr",
            "Float",
            "Integer",
            "ParamRef",
            "SQLValueFunction",
            "SetToDefault",
            "String");

    /// Fields in which anything decides about rows.
    private static final Set<String> STEERING_FIELDS = Set.of("agg_filter", "agg_order", "over");

    /// Operators that pass a value on; all others compare.
    private static final Set<String> PASSING =
            Set.of("+", "-", "*", "/", "%", "^", "||", "->", "->>", "#>", "#>>", "&", "|", "#", "<<", ">>");

    private final Reader reader;

    Expressions(Reader reader) {
        this.reader = reader;
    }

    Touched read(Node node, Level level, Use use) {
        Touched touched = new Touched();
        node(node, level, use, touched);
        return touched;
    }

    /// A field that may be missing, hold one node or a list.
    void readField(Node node, String field, Level level, Use use) {
        any(node.fields().path(field), level, use, new Touched());
    }

    private void any(JsonNode value, Level level, Use use, Touched into) {
        if (value.isArray()) {
            value.forEach(item -> any(item, level, use, into));
        } else if (value.isObject()) {
            Node.wrapped(value)
                    .ifPresentOrElse(
                            node -> node(node, level, use, into),
                            () -> fields(new Node("", value), Set.of(), level, use, into));
        }
    }

    private void fields(Node node, Set<String> done, Level level, Use use, Touched into) {
        for (Map.Entry<String, JsonNode> field : node.others(done)) {
            if (field.getKey().equals("typeName")) {
                reader.harmless().type(new Node("TypeName", field.getValue()));
            } else {
                Use here = STEERING_FIELDS.contains(field.getKey()) ? Use.STEERING : use;
                any(field.getValue(), level, here, into);
            }
        }
    }

    private void node(Node node, Level level, Use use, Touched into) {
        switch (node.type()) {
            case "ColumnRef" -> column(node, level, use, into);
            case "FuncCall" -> function(node, level, use, into);
            case "A_Expr" -> operation(node, level, use, into);
            case "SubLink" -> subquery(node, level, use, into);
            case "SelectStmt" -> query(node, level, use, into);
            case "CaseExpr" -> choice(node, level, use, into);
            case "A_Indirection" -> selection(node, level, use, into);
            case "MultiAssignRef" -> assignment(node, level, use, into);
            case "SortBy" -> sorting(node, level, use, into);
            case "TypeName" -> reader.harmless().type(node);
            case "TypeCast" -> fields(node, Set.of(), level, use.inside(), into);
            default -> other(node, level, use, into);
        }
        reader.sureness().look(node, level);
    }

    private void other(Node node, Level level, Use use, Touched into) {
        if (TRANSPARENT.contains(node.type())) {
            if (node.is("JsonArrayAgg") || node.is("JsonObjectAgg")) {
                level.fold();
            }
            fields(node, Set.of(), level, use.inside(), into);
        } else if (TESTS.contains(node.type())) {
            fields(node, Set.of(), level, Use.STEERING, into);
        } else if (!LEAVES.contains(node.type())) {
            reader.findings().unknown("syntax", node.type(), "`" + node.type() + "` is not understood");
        }
    }

    private void column(Node node, Level level, Use use, Touched into) {
        List<Columns.Match> matches = Columns.find(node, level);
        if (matches.isEmpty()) {
            unresolved(node, level, into);
        }
        for (Columns.Match match : matches) {
            into.add(match.level());
            if (match.whole() && !match.columns().isEmpty() && use == Use.STEERING) {
                reader.findings().unsteady(); // whether rows can be compared is found out only then
            }
            match.columns().forEach(column -> {
                column.touch(match.whole() ? use.inside() : use);
                into.add(column);
                if (use == Use.STEERING && !column.steady()) {
                    reader.findings().unsteady();
                }
            });
        }
    }

    /// `t.f` where `f` is no column of `t` is a call of `f` with the row.
    private void unresolved(Node node, Level level, Touched into) {
        List<String> parts = node.names("fields");
        String name = String.join(".", parts);
        reader.findings().missing(Mistake.Kind.COLUMN, name, "column `" + name + "` is not known");
        Columns.everything(level).columns().forEach(column -> {
            column.touch(Use.DERIVED);
            into.add(column);
        });
    }

    private void function(Node node, Level level, Use use, Touched into) {
        QualifiedName name = QualifiedName.of(node.names("funcname"));
        reader.harmless().function(name, node.list("args"), argumentTypes(node, level));
        boolean aggregate = isAggregate(name, node);
        Touched arguments = new Touched();
        boolean distinct = node.flag("agg_distinct");
        fields(node, Set.of("funcname"), level, distinct ? Use.STEERING : use.inside(), arguments);
        if (node.has("over")) {
            level.fold();
        } else if (aggregate) {
            fold(level, arguments);
        }
        into.addAll(arguments);
    }

    private Optional<List<Long>> argumentTypes(Node call, Level level) {
        List<Node> arguments = call.list("args");
        boolean plain = !call.flag("func_variadic")
                && !call.flag("agg_within_group")
                && arguments.stream().noneMatch(argument -> argument.is("NamedArgExpr"));
        return plain
                ? Optional.of(arguments.stream()
                        .map(argument -> reader.types().of(argument, level))
                        .toList())
                : Optional.empty();
    }

    private boolean isAggregate(QualifiedName name, Node node) {
        return reader.view().catalog().aggregate(name.name())
                || node.flag("agg_star")
                || node.flag("agg_within_group")
                || node.flag("agg_distinct")
                || node.has("agg_order")
                || node.has("agg_filter");
    }

    private static void fold(Level level, Touched arguments) {
        if (arguments.belongsOutside(level)) {
            level.foldOutwards();
        } else {
            level.fold();
        }
    }

    private void operation(Node node, Level level, Use use, Touched into) {
        QualifiedName name = QualifiedName.of(node.names("name"));
        reader.operators().strange(node, level).forEach(reader.harmless()::strange);
        boolean passes = node.text("kind").equals("AEXPR_OP") && PASSING.contains(name.name());
        fields(node, Set.of("name"), level, passes ? use.inside() : Use.STEERING, into);
    }

    private void subquery(Node node, Level level, Use use, Touched into) {
        fields(node, Set.of("subselect", "operName"), level, Use.STEERING, into);
        List<String> operator = node.names("operName");
        boolean comparesRows = node.text("subLinkType").equals("ANY_SUBLINK")
                || node.text("subLinkType").equals("ALL_SUBLINK");
        if (comparesRows) {
            reader.harmless().operator(operator.isEmpty() ? new QualifiedName("", "=") : QualifiedName.of(operator));
        }
        boolean shown = Subqueries.isValue(node) && level.answers() && use != Use.STEERING;
        Standing standing = shown ? Standing.VALUE : Standing.EXPRESSION;
        node.child("subselect").ifPresent(select -> {
            int mark = reader.findings().mark();
            select(select, level, comparesRows ? Use.STEERING : use, standing, into);
            reader.findings().fold(mark, folded(node, standing));
        });
    }

    /// Rows of a subquery inside an expression end up in one value or one decision: they are folded. EXISTS, IN, ANY
    /// and ALL say yes or no, whatever its rows are; a value of the answer shows one record or one number.
    private Folded folded(Node link, Standing standing) {
        Folded rows = reader.subqueries().folded(link);
        boolean shown = standing == Standing.VALUE
                ? rows.fold() != Fold.WHOLE
                : Subqueries.isDecision(link) && rows.fold() == Fold.NONE;
        return shown ? rows.as(Fold.SHOWN) : Folded.WHOLE;
    }

    /// A bare one, in an expression that takes it whole.
    private void query(Node select, Level level, Use use, Touched into) {
        int mark = reader.findings().mark();
        select(select, level, use, Standing.EXPRESSION, into);
        reader.findings().fold(mark, Folded.WHOLE);
    }

    private void select(Node select, Level level, Use use, Standing standing, Touched into) {
        for (OutputColumn column : reader.selects().read(select, level, standing)) {
            column.touch(use.inside());
            into.add(column);
        }
    }

    private void choice(Node node, Level level, Use use, Touched into) {
        node.child("arg").ifPresent(arg -> compared(arg, node.list("args"), level));
        any(node.fields().path("arg"), level, Use.STEERING, into);
        for (Node when : node.list("args")) {
            any(when.fields().path("expr"), level, Use.STEERING, into);
            any(when.fields().path("result"), level, use.inside(), into);
        }
        fields(node, Set.of("arg", "args"), level, use.inside(), into);
    }

    /// `CASE x WHEN y` compares by `=`.
    private void compared(Node arg, List<Node> whens, Level level) {
        QualifiedName equals = new QualifiedName("", "=");
        long type = reader.types().of(arg, level);
        boolean certain = OperandTypes.isCertain(type)
                && whens.stream()
                        .flatMap(when -> when.child("expr").stream())
                        .allMatch(value -> reader.operators()
                                .types(equals, type, reader.types().of(value, level)));
        if (!certain) {
            reader.harmless().operator(equals);
        }
    }

    /// `(x).f`: a field of a composite value, or a call of `f` with it.
    private void selection(Node node, Level level, Use use, Touched into) {
        for (Node step : node.list("indirection")) {
            if (step.is("A_Star")) {
                reader.findings()
                        .unknown("syntax", "A_Star", "`(…).*` stands for nobody knows how many columns: name them");
            }
            if (step.is("String") && !isColumnOf(node, step.text("sval"), level)) {
                reader.harmless().function(new QualifiedName("", step.text("sval")), List.of(), Optional.empty());
            }
        }
        any(node.fields().path("arg"), level, use.inside(), into);
        node.list("indirection").stream()
                .filter(step -> step.is("A_Indices"))
                .forEach(step -> node(step, level, use.inside(), into));
    }

    private static boolean isColumnOf(Node node, String name, Level level) {
        return node.child("arg")
                .filter(arg -> arg.is("ColumnRef"))
                .map(arg -> Columns.find(arg, level).stream()
                        .anyMatch(match -> match.whole()
                                && match.columns().stream()
                                        .anyMatch(column -> column.name().equals(name))))
                .orElse(false);
    }

    /// `SET (a, b) = (…)`: the source stands in the tree once per column, and is read once.
    private void assignment(Node node, Level level, Use use, Touched into) {
        if (node.number("colno") == 1) {
            any(node.fields().path("source"), level, use.inside(), into);
        }
    }

    private void sorting(Node node, Level level, Use use, Touched into) {
        List<String> operator = node.names("useOp");
        if (!operator.isEmpty()) {
            reader.harmless().operator(QualifiedName.of(operator));
        }
        fields(node, Set.of("useOp"), level, use, into);
    }
}
