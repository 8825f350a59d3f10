package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads SELECT, VALUES, TABLE and set operations.
final class Selects {

    private static final Set<String> SET_OPERATIONS = Set.of("SETOP_UNION", "SETOP_INTERSECT", "SETOP_EXCEPT");

    /// What of a subquery may be computed before its rows are joined with others.
    private static final List<String> COMPUTED = List.of(
            "targetList",
            "valuesLists",
            "distinctClause",
            "groupClause",
            "havingClause",
            "windowClause",
            "sortClause",
            "limitCount",
            "limitOffset");

    private static final List<String> LISTS =
            List.of("targetList", "valuesLists", "distinctClause", "groupClause", "windowClause", "sortClause");

    private final Reader reader;

    Selects(Reader reader) {
        this.reader = reader;
    }

    /// @return its columns
    List<OutputColumn> read(Node select, Level outer, Standing standing) {
        int mark = reader.findings().mark();
        Level place = standing == Standing.EXPRESSION ? Level.ofDecision(outer) : outer;
        Level around = reader.ctes().read(select, place);
        Subqueries.Answer answer;
        reader.guard().check(select);
        if (SET_OPERATIONS.contains(select.text("op"))) {
            answer = Subqueries.Answer.of(combined(select, around, mark));
        } else if (select.has("valuesLists")) {
            answer = Subqueries.Answer.of(values(select, around, standing.outermost()));
        } else {
            answer = plain(select, around, standing, mark);
        }
        reader.subqueries().read(select, answer);
        if (standing.early()) early(select, place, answer.columns());
        if (select.has("lockingClause")) {
            reader.findings().label(mark, Label.LOCKS);
        }
        select.part("intoClause", "IntoClause").ifPresent(this::into);
        return answer.columns();
    }

    private void early(Node select, Level place, List<OutputColumn> columns) {
        boolean several = select.has("valuesLists") || SET_OPERATIONS.contains(select.text("op"));
        boolean steady = reader.steadiness().of(select, COMPUTED)
                && (!several || columns.stream().allMatch(OutputColumn::steady));
        if (!steady) reader.findings().early();
        if (!steady || !new Plainness(reader).computes(select, LISTS)) {
            reader.findings().elaborate();
            if (place.decides()) reader.findings().unsteady();
        }
    }

    void into(Node into) {
        String name = into.part("rel", "RangeVar")
                .map(relation -> FromClause.name(relation).canonical())
                .orElse("");
        Resource table = new Resource(reader.view().target(), "table", name, List.of());
        reader.findings().add(Draft.of(Verb.DEFINE, table, ""));
        reader.findings().barrier();
    }

    private Subqueries.Answer plain(Node select, Level around, Standing standing, int mark) {
        Level level = standing == Standing.ANSWER ? Level.ofAnswer(around) : Level.within(around);
        Keys keys = new Keys(reader);
        Joint joint = reader.from().read(select.list("fromClause"), level, keys, true);
        List<OutputColumn> columns = targets(select.list("targetList"), level);
        if (!standing.outermost()) {
            new Listed(reader).constants(select.list("targetList"), columns, level);
        }
        List<Subqueries.Meeting> meets = where(select, level, keys, joint);
        boolean folding = group(select, level, columns) && !Distinctness.keeps(select, columns, joint);
        if (SetReturning.in(select.fields().path("targetList"))
                || select.list("groupClause").stream().anyMatch(item -> item.is("GroupingSet"))) {
            reader.findings().spread();
        }
        reader.expressions().readField(select, "limitCount", level, Use.STEERING);
        reader.expressions().readField(select, "limitOffset", level, Use.STEERING);
        select.child("havingClause").ifPresent(keys::having);
        keys.assign();
        return answer(select, new Read(level, around, joint, columns, meets), standing, mark, folding || level.folds());
    }

    /// What was read of a plain SELECT.
    private record Read(
            Level level, Level around, Joint joint, List<OutputColumn> columns, List<Subqueries.Meeting> meets) {}

    private Subqueries.Answer answer(Node select, Read read, Standing standing, int mark, boolean folds) {
        Rows rows = new Multiplicity(read.level(), read.around(), reader).of(select, read.joint());
        Folded folded = folds ? Folding.of(select, read.level(), reader.view().catalog(), rows) : Folded.NONE;
        if (folds && !standing.isExpression()) {
            reader.findings().fold(mark, standing.outermost() ? folded : Folded.WHOLE);
        } else if (!folds && (standing.outermost() || read.around().runsOnce())) {
            limit(select, read.joint());
        }
        boolean one = folded.fold() == Fold.COUNTED || Multiplicity.isFirst(select);
        // an aggregate answers a row of nothing, too; and OFFSET keeps the target from making a join of it
        boolean joins = !folds && !select.has("limitOffset");
        return new Subqueries.Answer(read.columns(), folded, one ? Rows.ONE : rows, joins ? read.meets() : List.of());
    }

    /// @return what holds of each row that it lets through
    private List<Subqueries.Meeting> where(Node select, Level level, Keys keys, Joint joint) {
        Optional<Node> where = select.child("whereClause");
        if (where.isEmpty()) return List.of();
        reader.expressions().read(where.get(), level, Use.STEERING);
        keys.condition(where.get(), level, joint);
        keys.outer().reduce(where.get(), level);
        return keys.meets(where.get(), level);
    }

    /// @return true when an output row may stand for several input rows
    private boolean group(Node select, Level level, List<OutputColumn> columns) {
        boolean distinct = select.has("distinctClause");
        if (distinct && select.list("distinctClause").isEmpty()) {
            columns.forEach(column -> column.touch(Use.STEERING));
        }
        for (String field : List.of("distinctClause", "groupClause", "sortClause")) {
            select.list(field).forEach(item -> byOutput(item, level, columns));
        }
        reader.expressions().readField(select, "havingClause", level, Use.STEERING);
        reader.expressions().readField(select, "windowClause", level, Use.STEERING);
        return distinct || select.has("groupClause") || select.has("havingClause") || select.has("windowClause");
    }

    /// Items that may name an output column by position or alias.
    private void byOutput(Node item, Level level, List<OutputColumn> columns) {
        Node expression = item.is("SortBy") ? item.child("node").orElse(item) : item;
        List<String> parts = expression.is("ColumnRef") ? expression.names("fields") : List.of();
        Optional<Integer> ordinal = Constants.ordinal(expression);
        if (ordinal.isPresent()) {
            at(ordinal.get(), columns, level.merges()).forEach(column -> column.touch(Use.STEERING));
        }
        boolean alias = false;
        for (OutputColumn column : columns) {
            if (parts.size() == 1 && column.name().equals(parts.getFirst())) {
                column.touch(Use.STEERING);
                alias = true;
            }
        }
        if (!alias || !Columns.find(expression, level).isEmpty()) {
            reader.expressions().read(item, level, Use.STEERING);
        }
    }

    private static List<OutputColumn> at(int ordinal, List<OutputColumn> columns, boolean uncertain) {
        boolean known = !uncertain && ordinal >= 1 && ordinal <= columns.size();
        return known ? List.of(columns.get(ordinal - 1)) : columns;
    }

    /// Reads a select list or a RETURNING list.
    List<OutputColumn> targets(List<Node> targets, Level level) {
        List<OutputColumn> columns = new ArrayList<>();
        for (Node target : targets) {
            target.child("val").ifPresent(value -> columns.addAll(target(target, value, level)));
        }
        return columns;
    }

    private List<OutputColumn> target(Node target, Node value, Level level) {
        if (value.is("ColumnRef") && isStar(value)) {
            Touched touched = new Touched();
            List<OutputColumn> all = new ArrayList<>();
            for (Columns.Match match : Columns.find(value, level)) {
                match.columns().forEach(column -> column.touch(Use.OUTPUT));
                touched.add(match.level());
                if (!match.certain()) {
                    level.merge();
                }
                all.addAll(match.columns());
            }
            if (level.merges()) {
                all.replaceAll(OutputColumn::unsure);
            }
            if (all.isEmpty() && Columns.find(value, level).isEmpty()) {
                reader.expressions().read(value, level, Use.OUTPUT);
            }
            return all;
        }
        Touched touched = reader.expressions().read(value, level, Use.OUTPUT);
        boolean bare = value.is("ColumnRef") && touched.origins().size() == 1;
        boolean steady = value.is("ColumnRef")
                || (reader.steadiness().of(value) && !Node.anyIn(target.fields(), node -> node.is("CollateClause")));
        Origin same = Columns.same(value, level).orElse(null);
        long base = reader.sureness().kinds().of(value, level);
        return List.of(new OutputColumn(name(target, value), touched.origins(), bare, steady, base, same));
    }

    private static boolean isStar(Node columnRef) {
        return columnRef.list("fields").stream().anyMatch(field -> field.is("A_Star"));
    }

    /// The name PostgreSQL gives an output column; empty where that would take more rules than it is worth.
    private static String name(Node target, Node value) {
        String alias = target.text("name");
        if (!alias.isEmpty()) {
            return alias;
        }
        List<String> parts = switch (value.type()) {
            case "ColumnRef" -> value.names("fields");
            case "FuncCall" -> value.names("funcname");
            default -> List.of();
        };
        return parts.isEmpty() ? "" : parts.getLast();
    }

    /// @param outermost nothing is joined with them, so nobody asks which values a column has
    private List<OutputColumn> values(Node select, Level around, boolean outermost) {
        List<OutputColumn> columns = new ArrayList<>();
        for (Node row : select.list("valuesLists")) {
            List<Node> items = row.list("items");
            for (int i = 0; i < items.size(); i++) {
                Touched touched = reader.expressions().read(items.get(i), around, Use.DERIVED);
                OutputColumn column = new OutputColumn(
                        "column" + (i + 1),
                        touched.origins(),
                        false,
                        reader.steadiness().of(items.get(i)),
                        reader.sureness().kinds().of(items.get(i), around),
                        null);
                if (i < columns.size()) {
                    columns.set(i, OutputColumn.either(columns.get(i), column));
                } else {
                    columns.add(column);
                }
            }
        }
        if (!outermost) {
            new Listed(reader).values(select.list("valuesLists"), columns, around);
        }
        tail(select, around, columns);
        return columns;
    }

    /// UNION ALL passes rows on; every other set operation drops some, so rows of the answer do not count records.
    private List<OutputColumn> combined(Node select, Level around, int mark) {
        reader.findings().spread();
        List<OutputColumn> left = part(select, "larg", around);
        List<OutputColumn> right = part(select, "rarg", around);
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            columns.add(OutputColumn.either(left.get(i), right.get(i)));
        }
        boolean passes = select.text("op").equals("SETOP_UNION") && select.flag("all");
        if (!passes) {
            left.forEach(column -> column.touch(Use.STEERING));
            right.forEach(column -> column.touch(Use.STEERING));
            reader.findings().fold(mark, Folded.WHOLE);
        }
        reader.findings().label(mark, Label.UNPROVEN_LINEAGE);
        tail(select, around, columns);
        return columns;
    }

    private List<OutputColumn> part(Node select, String side, Level around) {
        return select.part(side, "SelectStmt")
                .map(part -> read(part, around, Standing.SOURCE))
                .orElse(List.of());
    }

    /// What may follow VALUES and set operations: it sees the output columns only.
    private void tail(Node select, Level around, List<OutputColumn> columns) {
        Level level = Level.within(around);
        level.add(Source.derived("", columns, false));
        select.list("sortClause").forEach(item -> byOutput(item, level, columns));
        reader.expressions().readField(select, "limitCount", level, Use.STEERING);
        reader.expressions().readField(select, "limitOffset", level, Use.STEERING);
    }

    /// LIMIT bounds what is read of the one relation the query stands on.
    private void limit(Node select, Joint joint) {
        if (!Distinctness.isSingle(select, joint) || !select.text("limitOption").equals("LIMIT_OPTION_COUNT")) {
            return;
        }
        Occurrence occurrence = joint.solid().iterator().next();
        if (occurrence.extent() instanceof Extent.Whole) {
            select.child("limitCount")
                    .flatMap(count -> limited(count, occurrence.relation().estimate()))
                    .ifPresent(occurrence::bound);
        }
    }

    /// @param estimate of what is limited
    static Optional<Extent> limited(Node count, long estimate) {
        Optional<ValueList> limit = Values.one(count, KeyType.INT8);
        if (limit.isEmpty() || Constants.isNull(count)) {
            return Optional.empty();
        }
        return switch (limit.get().values().getFirst()) {
            case Value.Literal literal -> Limit.parse(literal.text()).map(Extent.Limited::new);
            case Value.Null _ -> Optional.empty();
            case Value.Parameter parameter -> Optional.of(new Extent.LimitedBy(parameter, estimate));
            case Value.ParameterArray _ -> Optional.empty();
        };
    }
}
