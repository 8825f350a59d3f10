package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.catalog.Kind;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Which built-in functions fail on none of the values that they are given (PostgreSQL documentation, chapter 9).
record Calls(Kinds kinds) {

    private static final Set<Long> TIMES = BuiltIn.oids(BuiltIn.DATE, BuiltIn.TIMESTAMP, BuiltIn.TIMESTAMPTZ);
    private static final Set<String> FIELDS =
            Set.of("year", "month", "day", "week", "quarter", "dow", "doy", "isodow", "epoch");
    /// A date has none of these.
    private static final Set<String> FINE_FIELDS = Set.of("hour", "minute", "second");

    boolean isSure(Node call, Level level) {
        QualifiedName name = QualifiedName.of(call.names("funcname"));
        boolean plain = name.isBuiltIn(name.name())
                && !call.has("over")
                && !call.flag("func_variadic")
                && !call.flag("agg_within_group");
        return plain && isSure(name.name(), call.list("args"), level);
    }

    private boolean isSure(String name, List<Node> arguments, Level level) {
        int count = arguments.size();
        return switch (name) {
            case "count" -> true;
            case "now" -> count == 0;
            case "max", "min" -> count == 1 && all(arguments, level, kind -> kind.comparesWith(kind));
            case "lower", "upper", "initcap", "reverse", "md5", "length", "octet_length", "char_length" ->
                count == 1 && all(arguments, level, Calls::isText);
            case "btrim", "ltrim", "rtrim" -> count <= 2 && all(arguments, level, Calls::isText);
            case "strpos", "position", "starts_with" -> count == 2 && all(arguments, level, Calls::isText);
            case "like_escape" ->
                count == 2 && isText(kind(arguments.getFirst(), level)) && isEscape(arguments.getLast());
            case "substr", "substring" -> isText(kind(arguments.getFirst(), level)) && isStretch(arguments);
            case "split_part" ->
                count == 3 && all(arguments.subList(0, 2), level, Calls::isText) && isOther(arguments.getLast(), 0);
            case "mod" ->
                count == 2 && kind(arguments.getFirst(), level) == Kind.INTEGER && isOther(arguments.getLast(), 0);
            case "date" -> count == 1 && isMoment(arguments.getFirst(), level);
            case "left", "right" ->
                count == 2 && isText(kind(arguments.getFirst(), level)) && isNumber(kind(arguments.getLast(), level));
            case "concat", "concat_ws" -> all(arguments, level, Kind::isWritable);
            case "cardinality", "unnest" -> all(arguments, level, kind -> kind == Kind.ARRAY || kind == Kind.LITERAL);
            case "array_length" ->
                count == 2
                        && kind(arguments.getFirst(), level) == Kind.ARRAY
                        && isNumber(kind(arguments.getLast(), level));
            case "jsonb_typeof" -> all(arguments, level, kind -> kind == Kind.DOCUMENT);
            case "extract", "date_part" -> count == 2 && isField(arguments.getFirst(), arguments.getLast(), level);
            case "generate_series" -> count >= 2 && isSeries(arguments);
            default -> false;
        };
    }

    private boolean all(List<Node> arguments, Level level, Predicate<Kind> such) {
        return arguments.stream().allMatch(argument -> such.test(kind(argument, level)));
    }

    private Kind kind(Node node, Level level) {
        return Kind.of(kinds.of(node, level));
    }

    private static boolean isText(Kind kind) {
        return kind == Kind.TEXT || kind == Kind.LITERAL || kind == Kind.OPEN;
    }

    private static boolean isNumber(Kind kind) {
        return kind == Kind.INTEGER || kind == Kind.LITERAL || kind == Kind.OPEN;
    }

    private boolean isField(Node field, Node time, Level level) {
        Set<String> fields = isMoment(time, level) ? FINE_FIELDS : FIELDS;
        return TIMES.contains(kinds.of(time, level))
                && Constants.text(field)
                        .filter(name -> FIELDS.contains(name) || fields.contains(name))
                        .isPresent();
    }

    /// A date with its time.
    private boolean isMoment(Node node, Level level) {
        long type = kinds.of(node, level);
        return BuiltIn.TIMESTAMP.is(type) || BuiltIn.TIMESTAMPTZ.is(type);
    }

    private static boolean isEscape(Node constant) {
        return Constants.text(constant)
                .filter(text -> text.codePointCount(0, text.length()) <= 1)
                .isPresent();
    }

    /// From a place, and not for less than nothing.
    private static boolean isStretch(List<Node> arguments) {
        boolean numbers = arguments.size() >= 2
                && arguments.size() <= 3
                && arguments.stream()
                        .skip(1)
                        .allMatch(one -> Constants.ordinal(one).isPresent());
        return numbers
                && (arguments.size() == 2
                        || Constants.ordinal(arguments.getLast())
                                .filter(length -> length >= 0)
                                .isPresent());
    }

    static boolean isOther(Node number, int than) {
        return Constants.ordinal(number).filter(value -> value != than).isPresent();
    }

    /// A step of 0 fails.
    private static boolean isSeries(List<Node> arguments) {
        return arguments.stream()
                        .allMatch(argument -> Constants.ordinal(argument).isPresent())
                && (arguments.size() == 2 || isOther(arguments.getLast(), 0));
    }
}
