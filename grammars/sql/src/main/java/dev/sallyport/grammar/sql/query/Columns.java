package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what a column reference means.
final class Columns {

    private Columns() {}

    /// @param columns what it may mean; several when a join merged them
    /// @param certain false when it may also mean something that is not known here
    /// @param whole true for a reference to a row as a whole
    /// @param level where it was found
    record Match(List<OutputColumn> columns, boolean certain, boolean whole, Level level) {

        Optional<Origin> same() {
            return certain && !whole && columns.size() == 1
                    ? Optional.ofNullable(columns.getFirst().same())
                    : Optional.empty();
        }

        /// The columns of occurrences of that very level, for conditions that are keys.
        List<Origin> plain(Level here) {
            if (level != here || whole) {
                return List.of();
            }
            List<Origin> plain = new ArrayList<>();
            for (Source source : level.sources()) {
                if (source.base()) {
                    source.columns().stream()
                            .filter(columns::contains)
                            .forEach(column -> plain.addAll(column.origins()));
                }
            }
            return plain;
        }
    }

    /// The column whose very value a reference has, at this level or further out. Empty unless that is
    /// certain.
    static Optional<Origin> same(Node reference, Level level) {
        if (!reference.is("ColumnRef")) {
            return Optional.empty();
        }
        List<Match> matches = find(reference, level);
        return matches.size() == 1 ? matches.getFirst().same() : Optional.empty();
    }

    /// All the meanings, from the inside out: more than one only when an inner one is not certain. Empty: unknown.
    static List<Match> find(Node reference, Level level) {
        List<String> parts = reference.names("fields");
        boolean star = reference.list("fields").stream().anyMatch(field -> field.is("A_Star"));
        if (star) {
            return rows(parts, level);
        }
        return parts.size() == 1 ? unqualified(parts.getFirst(), level) : qualified(parts, level);
    }

    private static List<Match> unqualified(String name, Level level) {
        List<Match> matches = new ArrayList<>();
        for (Optional<Level> at = Optional.of(level);
                at.isPresent();
                at = at.get().outer()) {
            Optional<Match> match = named(name, at.get());
            if (match.isPresent()) {
                matches.add(match.get());
                if (match.get().certain()) {
                    return matches;
                }
            }
        }
        matches.addAll(rows(List.of(name), level));
        return matches;
    }

    private static Optional<Match> named(String name, Level level) {
        List<OutputColumn> columns = new ArrayList<>();
        boolean possible = false;
        for (Source source : level.sources()) {
            if (!source.qualifiedOnly()) {
                columns.addAll(source.columns(name));
                possible |= source.mayHave(name);
            }
        }
        return columns.isEmpty() && !possible
                ? Optional.empty()
                : Optional.of(new Match(columns, !columns.isEmpty(), false, level));
    }

    /// `table.column` or `schema.table.column`; a database in front is dropped.
    private static List<Match> qualified(List<String> parts, Level level) {
        int size = parts.size();
        String schema = size > 2 ? parts.get(size - 3) : "";
        String column = parts.get(size - 1);
        for (Optional<Level> at = Optional.of(level);
                at.isPresent();
                at = at.get().outer()) {
            List<Source> called = called(schema, parts.get(size - 2), at.get());
            if (!called.isEmpty()) {
                List<OutputColumn> columns = called.stream()
                        .flatMap(source -> source.columns(column).stream())
                        .toList();
                boolean possible = called.stream().anyMatch(source -> source.mayHave(column));
                return columns.isEmpty() && !possible ? List.of() : List.of(new Match(columns, true, false, at.get()));
            }
        }
        return List.of();
    }

    /// The row as a whole: `t`, `t.*`, `schema.t.*`.
    private static List<Match> rows(List<String> parts, Level level) {
        int size = parts.size();
        if (size == 0) {
            return List.of(everything(level));
        }
        String schema = size > 1 ? parts.get(size - 2) : "";
        for (Optional<Level> at = Optional.of(level);
                at.isPresent();
                at = at.get().outer()) {
            List<Source> called = called(schema, parts.get(size - 1), at.get());
            if (!called.isEmpty()) {
                List<OutputColumn> all = called.stream()
                        .flatMap(source -> source.columns().stream())
                        .toList();
                boolean certain = called.stream().noneMatch(Source::open);
                return List.of(new Match(all, certain, true, at.get()));
            }
        }
        return List.of();
    }

    /// `*`: what this level offers, the hidden names left out.
    static Match everything(Level level) {
        List<OutputColumn> all = new ArrayList<>();
        boolean certain = true;
        for (Source source : level.sources()) {
            if (!source.qualifiedOnly()) {
                all.addAll(source.columns());
                certain &= !source.open();
            }
        }
        return new Match(all, certain, true, level);
    }

    private static List<Source> called(String schema, String name, Level level) {
        return level.sources().stream()
                .filter(source -> source.isCalled(schema, name))
                .toList();
    }
}
