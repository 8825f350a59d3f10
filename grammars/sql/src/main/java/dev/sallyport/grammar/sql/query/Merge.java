package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `USING (…)` and `NATURAL`: columns of both sides that must be equal and become one.
///
/// @param split how many of the sources belong to the left side
record Merge(Reader reader, Level both, int split, Keys keys) {

    void read(Node join, Joint left, Joint right, Joint bounded) {
        Set<String> names = new LinkedHashSet<>(join.names("usingClause"));
        if (join.flag("isNatural")) {
            names.addAll(common());
        }
        if (names.isEmpty()) {
            return;
        }
        both.merge();
        names.forEach(name -> equal(name, left, right, bounded));
        usingAlias(join, names);
    }

    private List<Source> leftSide() {
        return both.sources().subList(0, split);
    }

    private List<Source> rightSide() {
        return both.sources().subList(split, both.sources().size());
    }

    private Set<String> common() {
        Set<String> common = names(leftSide());
        common.retainAll(names(rightSide()));
        return common;
    }

    private static Set<String> names(List<Source> side) {
        Set<String> names = new LinkedHashSet<>();
        side.stream()
                .filter(source -> !source.qualifiedOnly())
                .forEach(source -> source.columns().forEach(column -> names.add(column.name())));
        return names;
    }

    private void equal(String name, Joint left, Joint right, Joint bounded) {
        QualifiedName equals = new QualifiedName("", "=");
        if (!reader.operators().types(equals, type(leftSide(), name), type(rightSide(), name))) {
            reader.harmless().strange(equals);
        }
        leftSide().forEach(source -> source.columns(name).forEach(column -> column.touch(Use.STEERING)));
        rightSide().forEach(source -> source.columns(name).forEach(column -> column.touch(Use.STEERING)));
        List<Origin> ones = plain(leftSide(), name, left);
        List<Origin> others = plain(rightSide(), name, right);
        for (Origin one : ones) {
            others.forEach(other -> keys.equal(one, other, bounded));
            given(rightSide(), name).ifPresent(from -> keys.given(from, one, bounded));
        }
        for (Origin other : others) {
            given(leftSide(), name).ifPresent(from -> keys.given(from, other, bounded));
        }
    }

    private static long type(List<Source> side, String name) {
        return given(side, name)
                .flatMap(origin -> origin.occurrence().relation().column(origin.column()))
                .map(column -> OperandTypes.certainly(column.type()))
                .orElse(OperandTypes.ANY);
    }

    /// The one column of that name, when it is certain which column it is.
    private static Optional<Origin> given(List<Source> side, String name) {
        List<OutputColumn> columns = side.stream()
                .filter(source -> !source.qualifiedOnly())
                .flatMap(source -> source.columns(name).stream())
                .toList();
        boolean closed = side.stream().noneMatch(Source::open);
        return closed && columns.size() == 1
                ? Optional.ofNullable(columns.getFirst().same())
                : Optional.empty();
    }

    /// Of a column that was merged before, only the side that is always there carries its value.
    private static List<Origin> plain(List<Source> side, String name, Joint joint) {
        List<Origin> plain = new ArrayList<>();
        for (Source source : side) {
            if (source.base() && !source.qualifiedOnly()) {
                source.columns(name).forEach(column -> plain.addAll(column.origins()));
            }
        }
        plain.removeIf(origin -> !joint.bounds(origin.occurrence()));
        return plain;
    }

    private void usingAlias(Node join, Set<String> names) {
        join.part("join_using_alias", "Alias").ifPresent(alias -> {
            List<OutputColumn> columns = both.sources().stream()
                    .flatMap(source -> source.columns().stream())
                    .filter(column -> names.contains(column.name()))
                    .toList();
            both.add(new Source(alias.text("aliasname"), "", columns, false, false, true));
        });
    }
}
