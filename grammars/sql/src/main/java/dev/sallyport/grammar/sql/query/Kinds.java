package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.Kind;
import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The type whose operators an expression has, where that is one of [Kind]. It decides what can fail ([Sureness]), and
/// not which operator is meant: that is what [Types] is for, which knows less and is certain of it.
record Kinds(Reader reader) {

    private static final long FLOAT8 = 701;
    private static final Set<String> CHOICES = Set.of("CoalesceExpr", "MinMaxExpr", "CaseExpr");

    private static final Map<String, Long> FUNCTIONS = Map.ofEntries(
            Map.entry("array_length", Kind.INT4),
            Map.entry("btrim", Kind.STRING),
            Map.entry("cardinality", Kind.INT4),
            Map.entry("char_length", Kind.INT4),
            Map.entry("clock_timestamp", Kind.TIMESTAMPTZ),
            Map.entry("concat", Kind.STRING),
            Map.entry("concat_ws", Kind.STRING),
            Map.entry("count", Kind.INT8),
            Map.entry("extract", Kind.DECIMAL),
            Map.entry("initcap", Kind.STRING),
            Map.entry("jsonb_typeof", Kind.STRING),
            Map.entry("left", Kind.STRING),
            Map.entry("length", Kind.INT4),
            Map.entry("like_escape", Kind.STRING),
            Map.entry("lower", Kind.STRING),
            Map.entry("ltrim", Kind.STRING),
            Map.entry("make_interval", Kind.INTERVAL),
            Map.entry("md5", Kind.STRING),
            Map.entry("now", Kind.TIMESTAMPTZ),
            Map.entry("octet_length", Kind.INT4),
            Map.entry("position", Kind.INT4),
            Map.entry("reverse", Kind.STRING),
            Map.entry("right", Kind.STRING),
            Map.entry("rtrim", Kind.STRING),
            Map.entry("split_part", Kind.STRING),
            Map.entry("starts_with", Kind.BOOL),
            Map.entry("statement_timestamp", Kind.TIMESTAMPTZ),
            Map.entry("strpos", Kind.INT4),
            Map.entry("substr", Kind.STRING),
            Map.entry("substring", Kind.STRING),
            Map.entry("transaction_timestamp", Kind.TIMESTAMPTZ),
            Map.entry("upper", Kind.STRING));

    private static final Map<String, Long> VALUES = Map.ofEntries(
            Map.entry("SVFOP_CURRENT_DATE", Kind.DATE),
            Map.entry("SVFOP_CURRENT_TIMESTAMP", Kind.TIMESTAMPTZ),
            Map.entry("SVFOP_CURRENT_TIMESTAMP_N", Kind.TIMESTAMPTZ),
            Map.entry("SVFOP_LOCALTIMESTAMP", Kind.TIMESTAMP),
            Map.entry("SVFOP_LOCALTIMESTAMP_N", Kind.TIMESTAMP),
            Map.entry("SVFOP_CURRENT_USER", Kind.NAME),
            Map.entry("SVFOP_CURRENT_ROLE", Kind.NAME),
            Map.entry("SVFOP_USER", Kind.NAME),
            Map.entry("SVFOP_SESSION_USER", Kind.NAME));

    /// An oid, or one of [OperandTypes], or [Kind#SETTLED_ELSEWHERE].
    long of(Node node, Level level) {
        return switch (node.type()) {
            case "A_Const" -> reader.types().of(node, level);
            case "ParamRef" -> parameter(node);
            case "ColumnRef" -> column(node, level);
            case "TypeCast" -> cast(node);
            case "CollateClause" -> node.child("arg").map(arg -> of(arg, level)).orElse(OperandTypes.ANY);
            case "BoolExpr", "BooleanTest", "NullTest" -> Kind.BOOL;
            case "SQLValueFunction" -> VALUES.getOrDefault(node.text("op"), OperandTypes.ANY);
            case "A_ArrayExpr" -> array(node, level);
            case "SubLink" -> query(node);
            case "FuncCall" -> call(node, level);
            case "A_Expr" -> operation(node, level);
            default -> CHOICES.contains(node.type()) ? common(choices(node, level)) : OperandTypes.ANY;
        };
    }

    private long parameter(Node node) {
        long type = reader.parameters().declared(node.number("number"));
        if (type != 0) return type;
        return reader.parameters().isAlone(node.number("number")) ? OperandTypes.LITERAL : Kind.SETTLED_ELSEWHERE;
    }

    /// Several may be meant where a join merged them.
    private static long column(Node node, Level level) {
        List<Columns.Match> matches = Columns.find(node, level);
        boolean known = matches.size() == 1
                && matches.getFirst().certain()
                && !matches.getFirst().whole();
        if (!known) return OperandTypes.ANY;
        List<Long> bases = matches.getFirst().columns().stream()
                .map(OutputColumn::base)
                .distinct()
                .toList();
        return bases.size() == 1 ? bases.getFirst() : common(bases);
    }

    private static long cast(Node node) {
        return node.part("typeName", "TypeName").map(Kinds::named).orElse(OperandTypes.ANY);
    }

    /// What a `TypeName` names.
    static long named(Node typeName) {
        long type = element(typeName);
        return typeName.has("arrayBounds") && type != OperandTypes.ANY ? arrayOf(type) : type;
    }

    /// What the elements of the array are that it names, or that itself.
    static long element(Node typeName) {
        if (typeName.flag("setof") || typeName.flag("pct_type")) return OperandTypes.ANY;
        QualifiedName name = QualifiedName.of(typeName.names("names"));
        return name.isBuiltIn(name.name()) ? Kind.named(name.name()) : OperandTypes.ANY;
    }

    private static long arrayOf(long element) {
        return switch (Kind.of(element)) {
            case INTEGER, NUMERIC, FLOAT, TEXT, PLAIN, DOCUMENT, LITERAL, OPEN, RANGE ->
                KeyType.of(element).map(KeyType::array).orElse(Kind.ANY_ARRAY);
            case JSON, ARRAY, COLLATED, OTHER -> OperandTypes.ANY;
        };
    }

    private long array(Node node, Level level) {
        List<Node> elements = node.list("elements");
        return elements.isEmpty()
                ? Kind.ANY_ARRAY
                : arrayOf(common(elements.stream().map(item -> of(item, level)).toList()));
    }

    private long query(Node link) {
        if (Subqueries.isDecision(link)) return Kind.BOOL;
        List<Long> bases = reader.subqueries().bases(link);
        if (bases.size() != 1) return OperandTypes.ANY;
        if (Subqueries.isValue(link)) return bases.getFirst();
        return Subqueries.isArray(link) ? arrayOf(bases.getFirst()) : OperandTypes.ANY;
    }

    private long call(Node call, Level level) {
        QualifiedName name = QualifiedName.of(call.names("funcname"));
        List<Node> arguments = call.list("args");
        if (!name.isBuiltIn(name.name())) return OperandTypes.ANY;
        return switch (name.name()) {
            case "max", "min" -> arguments.isEmpty() ? OperandTypes.ANY : settled(of(arguments.getFirst(), level));
            case "date" -> Kind.DATE;
            case "date_part" -> FLOAT8;
            case "mod" -> common(arguments.stream().map(one -> of(one, level)).toList());
            case "date_trunc" -> arguments.size() == 2 ? truncated(of(arguments.getLast(), level)) : OperandTypes.ANY;
            default -> FUNCTIONS.getOrDefault(name.name(), OperandTypes.ANY);
        };
    }

    private static long truncated(long moment) {
        return moment == Kind.DATE ? Kind.TIMESTAMPTZ : moment;
    }

    private static long settled(long type) {
        return type == OperandTypes.LITERAL ? Kind.STRING : type;
    }

    private long operation(Node node, Level level) {
        String operator = QualifiedName.of(node.names("name")).name();
        long left = node.child("lexpr").map(side -> of(side, level)).orElse(OperandTypes.ANY);
        long right = node.child("rexpr").map(side -> of(side, level)).orElse(OperandTypes.ANY);
        if (node.text("kind").equals("AEXPR_NULLIF")) return settled(common(List.of(left, right)));
        if (!node.text("kind").equals("AEXPR_OP")) return Kind.BOOL;
        return switch (operator) {
            case "||" -> Kind.STRING;
            case "->", "#>" -> Kind.JSONB;
            case "->>", "#>>" -> Kind.STRING;
            case "+", "-", "*", "/", "%", "^" -> computed(operator, left, right);
            default -> Kind.BOOL;
        };
    }

    private static long computed(String operator, long left, long right) {
        if (left == right) return operator.equals("-") ? difference(left) : left;
        if (left == Kind.INTERVAL) return operator.equals("*") ? left : shifted(right);
        if (right == Kind.INTERVAL) return operator.equals("*") ? right : shifted(left);
        if (left == Kind.DATE || right == Kind.DATE) return Kind.DATE;
        return common(List.of(left, right));
    }

    private static long difference(long type) {
        if (type == Kind.DATE) return Kind.INT4;
        return type == Kind.TIMESTAMP || type == Kind.TIMESTAMPTZ ? Kind.INTERVAL : type;
    }

    /// A date moved by an interval is a time.
    private static long shifted(long moment) {
        return moment == Kind.DATE ? Kind.TIMESTAMP : moment;
    }

    private List<Long> choices(Node node, Level level) {
        List<Node> results = node.is("CaseExpr")
                ? Stream.concat(
                                node.list("args").stream().flatMap(when -> when.child("result").stream()),
                                node.child("defresult").stream())
                        .toList()
                : node.list("args");
        return results.stream().map(result -> of(result, level)).toList();
    }

    /// The type that the target brings values of those types to without failing on one.
    static long common(List<Long> types) {
        List<Long> settled = types.stream()
                .filter(type -> type != OperandTypes.LITERAL)
                .distinct()
                .toList();
        if (settled.isEmpty()) return Kind.STRING;
        if (settled.size() == 1) return settled.getFirst();
        List<Kind> kinds = settled.stream().map(Kind::of).distinct().toList();
        if (kinds.equals(List.of(Kind.TEXT))) return Kind.STRING;
        if (kinds.equals(List.of(Kind.INTEGER))) return Kind.INT8;
        boolean numbers = kinds.stream().allMatch(kind -> kind == Kind.INTEGER || kind == Kind.NUMERIC);
        return numbers ? Kind.DECIMAL : OperandTypes.ANY;
    }
}
