package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads FROM lists: which relations stand there, what they are called, how they are joined.
final class FromClause {

    private static final List<String> COMPUTED = List.of(
            "functions",
            "coldeflist",
            "docexpr",
            "rowexpr",
            "namespaces",
            "columns",
            "context_item",
            "pathspec",
            "passing",
            "on_error");

    private final Reader reader;

    FromClause(Reader reader) {
        this.reader = reader;
    }

    /// @param level receives the sources
    /// @param keys receives the join conditions
    Joint read(List<Node> items, Level level, Keys keys) {
        return read(items, level, keys, false);
    }

    /// @param alone one item is all that its query reads
    Joint read(List<Node> items, Level level, Keys keys, boolean alone) {
        Joint joint = Joint.NONE;
        for (Node item : items) {
            joint = joint.and(item(item, new Place(level, level, level.around(), alone && items.size() == 1), keys));
        }
        return joint;
    }

    /// @param into receives the sources
    /// @param lateral what a LATERAL item sees
    /// @param outer what any other item sees
    /// @param alone nothing is joined with it: what is joined may be read again for each row of the other side
    private record Place(Level into, Level lateral, Level outer, boolean alone) {}

    private Joint item(Node item, Place place, Keys keys) {
        reader.guard().check(item);
        return switch (item.type()) {
            case "RangeVar" -> relation(item, place);
            case "RangeSubselect" -> subselect(item, place);
            case "JoinExpr" -> join(item, place, keys);
            case "RangeTableSample" -> sample(item, place, keys);
            case "RangeFunction", "JsonTable", "RangeTableFunc" -> computed(item, place);
            default -> {
                reader.findings().unknown("syntax", item.type(), "`" + item.type() + "` is not understood");
                place.into().add(Source.derived("", List.of(), true));
                yield Joint.NONE;
            }
        };
    }

    private Joint relation(Node item, Place place) {
        QualifiedName name = name(item);
        String alias = alias(item);
        Optional<Cte> cte = cte(item, place.outer());
        if (cte.isPresent()) {
            reader.findings().reach(cte.get(), place.alone());
            if (!cte.get().plain() && place.outer().decides()) {
                reader.findings().unsteady();
            }
            place.into()
                    .add(derived(
                            item,
                            alias.isEmpty() ? name.name() : alias,
                            cte.get().columns(),
                            cte.get().open()));
            return Joint.NONE;
        }
        Optional<Occurrence> occurrence = occurrence(name);
        if (occurrence.isEmpty()) {
            place.into().add(Source.derived(alias.isEmpty() ? name.name() : alias, List.of(), true));
            return Joint.NONE;
        }
        occurrence.get().standsInFrom();
        place.into().add(Source.base(occurrence.get(), alias, columnAliases(item)));
        return Joint.of(occurrence.get());
    }

    /// A relation of the catalog by name, never a CTE; reported when there is none.
    Optional<Occurrence> occurrence(QualifiedName name) {
        Optional<Relation> relation = reader.names().relation(name);
        if (relation.isEmpty()) {
            reader.findings()
                    .missing(Mistake.Kind.TABLE, name.canonical(), "relation `" + name.canonical() + "` is not known");
        }
        return relation.map(reader.findings()::occurrence);
    }

    /// What WITH called so.
    static Optional<Cte> cte(Node rangeVar, Level around) {
        QualifiedName name = name(rangeVar);
        return name.schema().isEmpty() ? around.cte(name.name()) : Optional.empty();
    }

    static QualifiedName name(Node rangeVar) {
        return new QualifiedName(rangeVar.text("schemaname"), rangeVar.text("relname"));
    }

    static String alias(Node item) {
        return item.part("alias", "Alias").map(alias -> alias.text("aliasname")).orElse("");
    }

    static List<String> columnAliases(Node item) {
        return item.part("alias", "Alias").map(alias -> alias.names("colnames")).orElse(List.of());
    }

    private static Source derived(Node item, String alias, List<OutputColumn> columns, boolean open) {
        List<String> aliases = columnAliases(item);
        return Source.derived(alias, OutputColumn.renamed(columns, aliases), open);
    }

    private Joint subselect(Node item, Place place) {
        Level around = item.flag("lateral") ? place.lateral() : place.alone() ? place.outer() : again(place.outer());
        Optional<Node> subquery = item.child("subquery");
        if (subquery.filter(select -> select.has("valuesLists")).isPresent()) {
            reader.findings().spread();
        }
        List<OutputColumn> columns = subquery.map(select -> reader.selects().read(select, around, Standing.SOURCE))
                .orElse(List.of());
        place.into().add(derived(item, alias(item), columns, false));
        return Joint.NONE;
    }

    private static Level again(Level outer) {
        Level again = Level.within(outer);
        again.repeat();
        return again;
    }

    private Joint sample(Node item, Place place, Keys keys) {
        if (!item.list("args").stream().allMatch(FromClause::isPercentage) || item.has("repeatable")) {
            reader.findings().unsteady();
        }
        QualifiedName method = QualifiedName.of(item.names("method"));
        if (!method.isBuiltIn("bernoulli") && !method.isBuiltIn("system")) {
            reader.findings().unknown("function", method.callable(), "sampling by `" + method.callable() + "`");
        }
        reader.expressions().readField(item, "args", place.lateral(), Use.STEERING);
        reader.expressions().readField(item, "repeatable", place.lateral(), Use.STEERING);
        early(item, List.of("args", "repeatable"));
        return item.child("relation").map(sampled -> item(sampled, place, keys)).orElse(Joint.NONE);
    }

    /// The target fails on any other number.
    private static boolean isPercentage(Node share) {
        return Constants.ordinal(share).filter(part -> part >= 0 && part <= 100).isPresent();
    }

    /// Functions and tables made of expressions: what they are given steers what they answer. Their columns are not
    /// known, so a column reference may mean one of theirs.
    private Joint computed(Node item, Place place) {
        reader.findings().spread();
        for (String field : COMPUTED) {
            reader.expressions().readField(item, field, place.lateral(), Use.STEERING);
        }
        early(item, COMPUTED);
        List<OutputColumn> listed = new Listed(reader).unnested(item, place.lateral());
        if (listed.isEmpty()) {
            reader.findings().elaborate();
        }
        if (place.outer().decides() && !item.is("RangeFunction")) {
            reader.findings().unsteady(); // documents that are none are found out only then
        }
        place.into().add(Source.derived(callName(item), listed.isEmpty() ? Listed.series(item) : listed, true));
        return Joint.NONE;
    }

    private void early(Node item, List<String> fields) {
        if (!reader.steadiness().of(item, fields)) {
            reader.findings().early();
        }
    }

    /// A function without alias is called by its own name.
    private static String callName(Node item) {
        String alias = alias(item);
        if (!alias.isEmpty()) {
            return alias;
        }
        return item.list("functions").stream()
                .flatMap(function -> function.list("items").stream())
                .filter(call -> call.is("FuncCall"))
                .map(call -> QualifiedName.of(call.names("funcname")).name())
                .findFirst()
                .orElse("");
    }

    private Joint join(Node join, Place place, Keys keys) {
        Level both = Level.within(place.outer());
        Place inside = new Place(both, both.seenFrom(place.lateral()), place.outer(), false);
        Joint left = join.child("larg").map(arg -> item(arg, inside, keys)).orElse(Joint.NONE);
        int split = both.sources().size();
        Joint right = join.child("rarg").map(arg -> item(arg, inside, keys)).orElse(Joint.NONE);
        Joint whole = whole(join, left, right);
        Joint bounded = bounded(join, left, right);
        new Merge(reader, both, split, keys).read(join, left, right, bounded);
        join.child("quals").ifPresent(on -> {
            reader.expressions().read(on, both, Use.STEERING);
            keys.condition(on, both, bounded);
            List<Source> optional = optional(join, both.sources(), split);
            if (!optional.isEmpty()) keys.outer().add(on, both, optional);
        });
        offer(join, both, place);
        return whole;
    }

    /// Which sides a condition *on the joined rows* bounds.
    private static Joint whole(Node join, Joint left, Joint right) {
        return switch (join.text("jointype")) {
            case "JOIN_INNER" -> left.and(right);
            case "JOIN_LEFT" -> left;
            case "JOIN_RIGHT" -> right;
            default -> Joint.NONE;
        };
    }

    /// Which sides the join's *own* condition bounds: never the one whose rows are kept without a partner.
    private static Joint bounded(Node join, Joint left, Joint right) {
        return switch (join.text("jointype")) {
            case "JOIN_INNER" -> left.and(right);
            case "JOIN_LEFT" -> right;
            case "JOIN_RIGHT" -> left;
            default -> Joint.NONE;
        };
    }

    /// The side of which a row may have nothing; none of a full join, where that may be either.
    private static List<Source> optional(Node join, List<Source> sources, int split) {
        return switch (join.text("jointype")) {
            case "JOIN_LEFT" -> sources.subList(split, sources.size());
            case "JOIN_RIGHT" -> sources.subList(0, split);
            default -> List.of();
        };
    }

    /// A join with an alias hides the names inside.
    private static void offer(Node join, Level both, Place place) {
        String alias = alias(join);
        if (both.merges()) {
            place.into().merge();
        }
        if (alias.isEmpty()) {
            both.sources().forEach(place.into()::add);
            return;
        }
        Columns.Match all = Columns.everything(both);
        List<OutputColumn> columns = new ArrayList<>(all.columns());
        boolean uncertain = both.merges() && !columnAliases(join).isEmpty();
        if (uncertain) {
            columns.replaceAll(column -> column.named(""));
        }
        place.into()
                .add(
                        uncertain
                                ? Source.derived(alias, columns, !all.certain())
                                : derived(join, alias, columns, !all.certain()));
    }
}
