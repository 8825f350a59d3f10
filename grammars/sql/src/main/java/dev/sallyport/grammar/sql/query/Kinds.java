package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.catalog.Kind;
import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The type whose operators an expression has, where that is one of [Kind]. It decides what can fail ([Sureness]), and
/// not which operator is meant: that is what [Types] is for, which knows less and is certain of it.
record Kinds(Reader reader) {

    private static final Set<String> CHOICES = Set.of("CoalesceExpr", "MinMaxExpr", "CaseExpr");

    private static final Map<String, BuiltIn> FUNCTIONS = Map.ofEntries(
            Map.entry("array_length", BuiltIn.INT4),
            Map.entry("btrim", BuiltIn.TEXT),
            Map.entry("cardinality", BuiltIn.INT4),
            Map.entry("char_length", BuiltIn.INT4),
            Map.entry("clock_timestamp", BuiltIn.TIMESTAMPTZ),
            Map.entry("concat", BuiltIn.TEXT),
            Map.entry("concat_ws", BuiltIn.TEXT),
            Map.entry("count", BuiltIn.INT8),
            Map.entry("extract", BuiltIn.NUMERIC),
            Map.entry("initcap", BuiltIn.TEXT),
            Map.entry("jsonb_typeof", BuiltIn.TEXT),
            Map.entry("left", BuiltIn.TEXT),
            Map.entry("length", BuiltIn.INT4),
            Map.entry("like_escape", BuiltIn.TEXT),
            Map.entry("lower", BuiltIn.TEXT),
            Map.entry("ltrim", BuiltIn.TEXT),
            Map.entry("make_interval", BuiltIn.INTERVAL),
            Map.entry("md5", BuiltIn.TEXT),
            Map.entry("now", BuiltIn.TIMESTAMPTZ),
            Map.entry("octet_length", BuiltIn.INT4),
            Map.entry("position", BuiltIn.INT4),
            Map.entry("reverse", BuiltIn.TEXT),
            Map.entry("right", BuiltIn.TEXT),
            Map.entry("rtrim", BuiltIn.TEXT),
            Map.entry("split_part", BuiltIn.TEXT),
            Map.entry("starts_with", BuiltIn.BOOL),
            Map.entry("statement_timestamp", BuiltIn.TIMESTAMPTZ),
            Map.entry("strpos", BuiltIn.INT4),
            Map.entry("substr", BuiltIn.TEXT),
            Map.entry("substring", BuiltIn.TEXT),
            Map.entry("transaction_timestamp", BuiltIn.TIMESTAMPTZ),
            Map.entry("upper", BuiltIn.TEXT));

    private static final Map<String, BuiltIn> VALUES = Map.ofEntries(
            Map.entry("SVFOP_CURRENT_DATE", BuiltIn.DATE),
            Map.entry("SVFOP_CURRENT_TIMESTAMP", BuiltIn.TIMESTAMPTZ),
            Map.entry("SVFOP_CURRENT_TIMESTAMP_N", BuiltIn.TIMESTAMPTZ),
            Map.entry("SVFOP_LOCALTIMESTAMP", BuiltIn.TIMESTAMP),
            Map.entry("SVFOP_LOCALTIMESTAMP_N", BuiltIn.TIMESTAMP),
            Map.entry("SVFOP_CURRENT_USER", BuiltIn.NAME),
            Map.entry("SVFOP_CURRENT_ROLE", BuiltIn.NAME),
            Map.entry("SVFOP_USER", BuiltIn.NAME),
            Map.entry("SVFOP_SESSION_USER", BuiltIn.NAME));

    /// An oid, or one of [OperandTypes], or [Kind#SETTLED_ELSEWHERE].
    long of(Node node, Level level) {
        return switch (node.type()) {
            case "A_Const" -> reader.types().of(node, level);
            case "ParamRef" -> parameter(node);
            case "ColumnRef" -> column(node, level);
            case "TypeCast" -> cast(node);
            case "CollateClause" -> node.child("arg").map(arg -> of(arg, level)).orElse(OperandTypes.ANY);
            case "BoolExpr", "BooleanTest", "NullTest" -> BuiltIn.BOOL.oid();
            case "SQLValueFunction" -> oid(VALUES.get(node.text("op")));
            case "A_ArrayExpr" -> array(node, level);
            case "SubLink" -> query(node);
            case "FuncCall" -> call(node, level);
            case "A_Expr" -> operation(node, level);
            default -> CHOICES.contains(node.type()) ? common(choices(node, level)) : OperandTypes.ANY;
        };
    }

    private static long oid(@Nullable BuiltIn type) {
        return type == null ? OperandTypes.ANY : type.oid();
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
                KeyType.of(element).map(KeyType::array).orElse(BuiltIn.ANYARRAY.oid());
            case JSON, ARRAY, COLLATED, OTHER -> OperandTypes.ANY;
        };
    }

    private long array(Node node, Level level) {
        List<Node> elements = node.list("elements");
        return elements.isEmpty()
                ? BuiltIn.ANYARRAY.oid()
                : arrayOf(common(elements.stream().map(item -> of(item, level)).toList()));
    }

    private long query(Node link) {
        if (Subqueries.isDecision(link)) return BuiltIn.BOOL.oid();
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
            case "date" -> BuiltIn.DATE.oid();
            case "date_part" -> BuiltIn.FLOAT8.oid();
            case "mod" -> common(arguments.stream().map(one -> of(one, level)).toList());
            case "date_trunc" -> arguments.size() == 2 ? truncated(of(arguments.getLast(), level)) : OperandTypes.ANY;
            default -> oid(FUNCTIONS.get(name.name()));
        };
    }

    private static long truncated(long moment) {
        return BuiltIn.DATE.is(moment) ? BuiltIn.TIMESTAMPTZ.oid() : moment;
    }

    private static long settled(long type) {
        return type == OperandTypes.LITERAL ? BuiltIn.TEXT.oid() : type;
    }

    private long operation(Node node, Level level) {
        String operator = QualifiedName.of(node.names("name")).name();
        long left = node.child("lexpr").map(side -> of(side, level)).orElse(OperandTypes.ANY);
        long right = node.child("rexpr").map(side -> of(side, level)).orElse(OperandTypes.ANY);
        if (node.text("kind").equals("AEXPR_NULLIF")) return settled(common(List.of(left, right)));
        if (!node.text("kind").equals("AEXPR_OP")) return BuiltIn.BOOL.oid();
        return switch (operator) {
            case "||" -> BuiltIn.TEXT.oid();
            case "->", "#>" -> BuiltIn.JSONB.oid();
            case "->>", "#>>" -> BuiltIn.TEXT.oid();
            case "+", "-", "*", "/", "%", "^" -> computed(operator, left, right);
            default -> BuiltIn.BOOL.oid();
        };
    }

    private static long computed(String operator, long left, long right) {
        if (left == right) return operator.equals("-") ? difference(left) : left;
        if (BuiltIn.INTERVAL.is(left)) return operator.equals("*") ? left : shifted(right);
        if (BuiltIn.INTERVAL.is(right)) return operator.equals("*") ? right : shifted(left);
        if (BuiltIn.DATE.is(left) || BuiltIn.DATE.is(right)) return BuiltIn.DATE.oid();
        return common(List.of(left, right));
    }

    private static long difference(long type) {
        if (BuiltIn.DATE.is(type)) return BuiltIn.INT4.oid();
        return BuiltIn.TIMESTAMP.is(type) || BuiltIn.TIMESTAMPTZ.is(type) ? BuiltIn.INTERVAL.oid() : type;
    }

    /// A date moved by an interval is a time.
    private static long shifted(long moment) {
        return BuiltIn.DATE.is(moment) ? BuiltIn.TIMESTAMP.oid() : moment;
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
        if (settled.isEmpty()) return BuiltIn.TEXT.oid();
        if (settled.size() == 1) return settled.getFirst();
        List<Kind> kinds = settled.stream().map(Kind::of).distinct().toList();
        if (kinds.equals(List.of(Kind.TEXT))) return BuiltIn.TEXT.oid();
        if (kinds.equals(List.of(Kind.INTEGER))) return BuiltIn.INT8.oid();
        boolean numbers = kinds.stream().allMatch(kind -> kind == Kind.INTEGER || kind == Kind.NUMERIC);
        return numbers ? BuiltIn.NUMERIC.oid() : OperandTypes.ANY;
    }
}
