package dev.sallyport.grammar.sql.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The names that can be used at one place of a statement: those of its own query, then those further out.
final class Level {

    private final @Nullable Level outer;
    private final List<Source> sources;
    private final Map<String, Cte> ctes = new HashMap<>();
    private boolean folds;
    private boolean foldsFromInside;
    private boolean merges;
    private boolean repeats;
    private boolean answers;
    private boolean decides;

    private Level(@Nullable Level outer, List<Source> sources) {
        this.outer = outer;
        this.sources = sources;
    }

    static Level outermost() {
        return new Level(null, new ArrayList<>());
    }

    static Level within(Level outer) {
        return new Level(outer, new ArrayList<>());
    }

    /// Of the query whose rows are the answer's.
    static Level ofAnswer(Level outer) {
        Level level = within(outer);
        level.answers = true;
        return level;
    }

    boolean answers() {
        return answers;
    }

    /// What stands in here is run, or not, as conditions around it decide.
    static Level ofDecision(Level outer) {
        Level level = within(outer);
        level.decides = true;
        return level;
    }

    boolean decides() {
        return decides || (outer != null && outer.decides());
    }

    /// The same sources, now and later, with other names around them: what a LATERAL item sees.
    Level seenFrom(Level other) {
        return new Level(other, sources);
    }

    /// The same names after rows were changed: what conditions said of their values holds no longer.
    Level changed() {
        Level changed = new Level(
                outer, new ArrayList<>(sources.stream().map(Source::changed).toList()));
        changed.merges = merges;
        return changed;
    }

    void add(Source source) {
        sources.add(source);
    }

    List<Source> sources() {
        return sources;
    }

    Optional<Level> outer() {
        return Optional.ofNullable(outer);
    }

    /// Stands around a whole query, for FROM items that see none of their neighbours.
    Level around() {
        return outer == null ? outermost() : outer;
    }

    void define(String name, Cte cte) {
        ctes.put(name, cte);
    }

    Optional<Cte> cte(String name) {
        for (Level level = this; level != null; level = level.outer) {
            Cte cte = level.ctes.get(name);
            if (cte != null) {
                return Optional.of(cte);
            }
        }
        return Optional.empty();
    }

    /// Rows are combined here (aggregate, grouping, window).
    void fold() {
        folds = true;
    }

    /// For an aggregate whose arguments all come from further out, and so belongs there.
    void foldOutwards() {
        for (Level level = this; level != null; level = level.outer) {
            level.folds = true;
            level.foldsFromInside = true;
        }
    }

    /// An aggregate that stands in a subquery folds rows of this level.
    boolean foldsFromInside() {
        return foldsFromInside;
    }

    boolean folds() {
        return folds;
    }

    /// What stands in here may run any number of times (WITH RECURSIVE, the inner side of a join).
    void repeat() {
        repeats = true;
    }

    /// A query that sees nothing but this runs once: there is no row around it that it could depend on.
    boolean runsOnce() {
        for (Level level = this; level != null; level = level.outer) {
            if (level.repeats || !level.sources.isEmpty()) return false;
        }
        return true;
    }

    /// A join merges columns here, so positions in `*` are not certain.
    void merge() {
        merges = true;
    }

    boolean merges() {
        return merges;
    }
}
