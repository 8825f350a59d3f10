package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import dev.sallyport.grammar.sql.value.Blanks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Times near now: `now() - interval '30 days'`, `current_date - $1::int`, `date_trunc('month', now())`. PostgreSQL
/// computes them when a statement runs, once a record comes so far, and fails where one leaves what a time can be;
/// these
/// stay within.
final class Moments {

    private static final Set<String> NOW =
            Set.of("now", "transaction_timestamp", "statement_timestamp", "clock_timestamp");
    private static final Set<String> VALUES = Set.of(
            "SVFOP_CURRENT_DATE",
            "SVFOP_CURRENT_TIMESTAMP",
            "SVFOP_CURRENT_TIMESTAMP_N",
            "SVFOP_LOCALTIMESTAMP",
            "SVFOP_LOCALTIMESTAMP_N");
    private static final Set<Long> TIMES = BuiltIn.oids(BuiltIn.DATE, BuiltIn.TIMESTAMP, BuiltIn.TIMESTAMPTZ);
    private static final Set<Long> NUMBERS = BuiltIn.oids(BuiltIn.INT4, BuiltIn.INT8, BuiltIn.NUMERIC, BuiltIn.TEXT);
    private static final Set<String> PARTS =
            Set.of("years", "months", "weeks", "days", "hours", "mins", "secs", "year", "month");
    private static final long FARTHEST = 2 * Span.MOST;
    private static final long YEAR = 366;

    private Moments() {}

    /// @param days how far it is from now at most, either way
    /// @param demands that make it so
    record Away(long days, List<Demand> demands) {

        static Away of(long days) {
            return new Away(days, List.of());
        }

        static Away by(Demand demand) {
            return new Away(Span.MOST, List.of(demand));
        }

        Away and(Away more) {
            List<Demand> all = new ArrayList<>(demands);
            all.addAll(more.demands);
            return new Away(days + more.days, all);
        }

        boolean isNear() {
            return days <= FARTHEST;
        }
    }

    /// Empty for what is none.
    static Optional<Away> of(Node node) {
        return moment(node).filter(Away::isNear);
    }

    private static Optional<Away> moment(Node node) {
        return switch (node.type()) {
            case "SQLValueFunction" ->
                VALUES.contains(node.text("op")) ? Optional.of(Away.of(0)) : Optional.<Away>empty();
            case "TypeCast" -> isTime(node) ? node.child("arg").flatMap(Moments::moment) : Optional.empty();
            case "FuncCall" -> call(node);
            case "A_Expr" -> moved(node);
            default -> Optional.empty();
        };
    }

    private static boolean isTime(Node cast) {
        return type(cast).filter(TIMES::contains).isPresent();
    }

    private static Optional<Long> type(Node cast) {
        return cast.part("typeName", "TypeName")
                .filter(type -> !type.has("typmods"))
                .map(Kinds::named);
    }

    private static Optional<Away> call(Node call) {
        QualifiedName name = QualifiedName.of(call.names("funcname"));
        List<Node> arguments = call.list("args");
        if (!name.isBuiltIn(name.name())) return Optional.empty();
        if (arguments.isEmpty()) return NOW.contains(name.name()) ? Optional.of(Away.of(0)) : Optional.empty();
        boolean truncates = name.name().equals("date_trunc") && arguments.size() == 2;
        return truncates && isUnit(arguments.getFirst())
                ? moment(arguments.getLast()).map(away -> away.and(Away.of(YEAR)))
                : Optional.empty();
    }

    static boolean isUnit(Node node) {
        return Constants.text(node)
                .filter(text -> text.equals("quarter") || Span.unit(text).isPresent())
                .isPresent();
    }

    private static Optional<Away> moved(Node node) {
        String operator = QualifiedName.of(node.names("name")).name();
        Optional<Node> left = node.child("lexpr");
        Optional<Node> right = node.child("rexpr");
        if (!node.text("kind").equals("AEXPR_OP") || left.isEmpty() || right.isEmpty()) return Optional.empty();
        return switch (operator) {
            case "-" -> sum(moment(left.get()), span(right.get()));
            case "+" -> sum(moment(left.get()), span(right.get())).or(() -> sum(span(left.get()), moment(right.get())));
            default -> Optional.empty();
        };
    }

    private static Optional<Away> sum(Optional<Away> one, Optional<Away> other) {
        return one.flatMap(away -> other.map(away::and));
    }

    /// What a time is moved by.
    private static Optional<Away> span(Node node) {
        return switch (node.type()) {
            case "A_Const" -> Constants.ordinal(node).map(days -> Away.of(Math.abs((long) days)));
            case "TypeCast" -> type(node).flatMap(type -> cast(node, type)).or(() -> field(node));
            case "A_Expr" -> product(node);
            case "FuncCall" -> made(node);
            default -> Optional.empty();
        };
    }

    private static Optional<Away> cast(Node cast, long type) {
        Optional<Node> arg = cast.child("arg");
        if (BuiltIn.INT4.is(type) || BuiltIn.INT8.is(type)) return arg.flatMap(of -> number(of, 1));
        return BuiltIn.INTERVAL.is(type) ? arg.flatMap(Moments::interval) : Optional.empty();
    }

    /// `interval '30' day`: whatever the field is, no more than years.
    private static Optional<Away> field(Node cast) {
        boolean interval = cast.part("typeName", "TypeName")
                .filter(type -> BuiltIn.INTERVAL.is(Kinds.named(type)))
                .isPresent();
        return interval
                ? cast.child("arg")
                        .flatMap(Constants::text)
                        .filter(text -> text.matches("\\d{1,4}"))
                        .map(text -> Away.of(Long.parseLong(text) * YEAR))
                : Optional.empty();
    }

    private static Optional<Away> interval(Node arg) {
        return switch (arg.type()) {
            case "A_Const" -> Constants.text(arg).flatMap(Span::days).map(Away::of);
            case "ParamRef" -> Optional.of(Away.by(new Span(arg.number("number"), 0)));
            case "A_Expr" -> joined(arg);
            default -> Optional.empty();
        };
    }

    /// `($1 || ' days')::interval`
    private static Optional<Away> joined(Node text) {
        boolean joins = text.text("kind").equals("AEXPR_OP")
                && QualifiedName.of(text.names("name")).isBuiltIn("||");
        return joins
                ? text.child("rexpr")
                        .flatMap(Constants::text)
                        .flatMap(unit -> Span.unit(Blanks.strip(unit)))
                        .flatMap(unit -> text.child("lexpr").flatMap(number -> number(number, unit)))
                : Optional.empty();
    }

    /// `interval '1 day' * $1`
    private static Optional<Away> product(Node node) {
        Optional<Node> left = node.child("lexpr");
        Optional<Node> right = node.child("rexpr");
        boolean times = node.text("kind").equals("AEXPR_OP")
                && QualifiedName.of(node.names("name")).isBuiltIn("*");
        if (!times || left.isEmpty() || right.isEmpty()) return Optional.empty();
        return times(left.get(), right.get()).or(() -> times(right.get(), left.get()));
    }

    private static Optional<Away> times(Node interval, Node factor) {
        return span(interval)
                .filter(unit -> unit.demands().isEmpty() && unit.days() > 0 && unit.isNear())
                .flatMap(unit -> number(factor, unit.days()));
    }

    /// `make_interval(days => $1)`
    private static Optional<Away> made(Node call) {
        Optional<Away> all = Optional.of(Away.of(0));
        if (!QualifiedName.of(call.names("funcname")).isBuiltIn("make_interval")) return Optional.empty();
        for (Node argument : call.list("args")) {
            all = sum(
                    all,
                    PARTS.contains(argument.text("name"))
                            ? argument.child("arg").flatMap(number -> number(number, YEAR))
                            : Optional.empty());
        }
        return all;
    }

    /// @param unit days of one
    private static Optional<Away> number(Node node, long unit) {
        return switch (node.type()) {
            case "A_Const" -> Constants.ordinal(node).map(number -> Away.of(Math.abs((long) number) * unit));
            case "ParamRef" -> Optional.of(Away.by(new Span(node.number("number"), unit)));
            case "TypeCast" -> isNumber(node) ? node.child("arg").flatMap(arg -> number(arg, unit)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isNumber(Node cast) {
        return type(cast).filter(NUMBERS::contains).isPresent();
    }
}
