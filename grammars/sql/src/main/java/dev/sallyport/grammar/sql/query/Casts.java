package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.catalog.Kind;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which casts fail on no value (PostgreSQL documentation, 4.2.9 and the conversions of chapter 8). Literals are read
/// while the statement is, and so is a parameter that has no type but that of the cast.
record Casts(Reader reader, Kinds kinds) {

    /// What every integer becomes without failing.
    private static final Set<Long> WIDE = BuiltIn.oids(BuiltIn.INT8, BuiltIn.NUMERIC, BuiltIn.FLOAT8);
    private static final Optional<List<Demand>> SURE = Optional.of(List.of());

    /// @return what it takes of parameters; empty where it may fail
    Optional<List<Demand>> demands(Node cast, Level level) {
        return cast.child("arg")
                .flatMap(arg -> cast.part("typeName", "TypeName").flatMap(type -> demands(arg, type, level)));
    }

    private Optional<List<Demand>> demands(Node arg, Node type, Level level) {
        if (type.has("typmods") && !arg.has("sval") && Kind.of(Kinds.named(type)) != Kind.TEXT) return Optional.empty();
        return arg.is("A_ArrayExpr")
                ? elements(arg.list("elements"), Kinds.element(type), level).filter(_ -> type.has("arrayBounds"))
                : value(arg, Kinds.named(type), level);
    }

    /// Each is cast before they become an array.
    private Optional<List<Demand>> elements(List<Node> elements, long to, Level level) {
        List<Demand> all = new ArrayList<>();
        for (Node element : elements) {
            Optional<List<Demand>> one = value(element, to, level);
            if (one.isEmpty()) return one;
            all.addAll(one.get());
        }
        return Optional.of(all);
    }

    private Optional<List<Demand>> value(Node arg, long to, Level level) {
        if (arg.is("A_Const")) return plainly(Constants.isNull(arg) || arg.has("sval") || Kind.of(to) != Kind.OTHER);
        if (arg.is("ParamRef")) return parameter(arg.number("number"), to);
        return spelled(arg, to).or(() -> plainly(fits(kinds.of(arg, level), to)));
    }

    /// What was text in between is read when the statement runs.
    private Optional<List<Demand>> spelled(Node arg, long to) {
        boolean text = arg.is("TypeCast")
                && arg.part("typeName", "TypeName")
                        .filter(type -> !type.has("typmods"))
                        .filter(type -> BuiltIn.TEXT.is(Kinds.named(type)) || BuiltIn.VARCHAR.is(Kinds.named(type)))
                        .isPresent();
        return text
                ? arg.child("arg").flatMap(inner -> KeyType.of(to).flatMap(type -> spelled(inner, type)))
                : Optional.empty();
    }

    private static Optional<List<Demand>> spelled(Node inner, KeyType type) {
        if (inner.is("ParamRef")) return Optional.of(List.of(new Written(inner.number("number"), type)));
        return plainly(
                Constants.text(inner).filter(text -> Written.isOne(text, type)).isPresent());
    }

    private static Optional<List<Demand>> plainly(boolean sure) {
        return sure ? SURE : Optional.empty();
    }

    private Optional<List<Demand>> parameter(int number, long to) {
        Parameters parameters = reader.parameters();
        long declared = parameters.declared(number);
        if (declared == 0 && (parameters.isAlone(number) || parameters.isCastAlike(number))) return SURE;
        long from = declared == 0 ? Kind.SETTLED_ELSEWHERE : declared;
        if (fits(from, to)) return SURE;
        boolean readable = declared == 0 || KeyType.of(declared).isPresent();
        return readable ? KeyType.of(to).map(type -> List.<Demand>of(new Written(number, type))) : Optional.empty();
    }

    /// Whether each value of the one type is one of the other.
    private static boolean fits(long from, long to) {
        if (Kind.of(to) == Kind.TEXT) return Kind.of(from).isWritable();
        if (from == to) return !BuiltIn.ANYARRAY.is(from) && Kind.of(from) != Kind.OTHER;
        return switch (Kind.of(from)) {
            case INTEGER -> WIDE.contains(to) || (BuiltIn.INT2.is(from) && BuiltIn.INT4.is(to));
            case FLOAT -> BuiltIn.FLOAT8.is(to);
            case PLAIN -> fitsTime(from, to) || (BuiltIn.BOOL.is(from) && BuiltIn.INT4.is(to));
            case NUMERIC, TEXT, COLLATED, DOCUMENT, JSON, RANGE, ARRAY, LITERAL, OPEN, OTHER -> false;
        };
    }

    private static boolean fitsTime(long from, long to) {
        boolean moment = BuiltIn.TIMESTAMP.is(from) || BuiltIn.TIMESTAMPTZ.is(from);
        return moment && (BuiltIn.DATE.is(to) || BuiltIn.TIME.is(to));
    }
}
