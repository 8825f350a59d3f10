package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.catalog.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one statement was found to do. Confined to one thread.
final class Findings {

    private final View view;
    private final Map<Occurrence, List<Draft>> changes = new LinkedHashMap<>();
    private final List<Occurrence> trace = new ArrayList<>();
    private final Set<Draft> others = new LinkedHashSet<>();
    private boolean barrier;
    private boolean answers;
    private @Nullable String unsteady;
    private boolean late = true;
    private int elaborations;
    private @Nullable Mistake mistake;
    private boolean spread;
    private final Set<Cte> reached = Collections.newSetFromMap(new IdentityHashMap<>());

    Findings(View view) {
        this.view = view;
    }

    Occurrence occurrence(Relation relation) {
        Occurrence occurrence = new Occurrence(relation, column -> view.sensitive(relation, column));
        changes.put(occurrence, new ArrayList<>());
        trace.add(occurrence);
        return occurrence;
    }

    /// A change of the relation at that place; its reading, if any, is reported after it.
    void change(Occurrence place, Draft draft) {
        changes.computeIfAbsent(place, _ -> new ArrayList<>()).add(draft);
    }

    void add(Draft draft) {
        others.add(draft);
    }

    /// Something that is not understood: denied unless a rule names it, and nothing may overtake it.
    void unknown(String kind, String name, String note) {
        barrier = true;
        others.add(Draft.of(Verb.UNKNOWN, new Resource(view.target(), kind, name, List.of()), note));
    }

    /// The same for a name that the catalog does not know.
    void missing(Mistake.Kind what, String name, String note) {
        if (mistake == null) mistake = new Mistake(what, note);
        unknown(what.word(), name, note);
    }

    /// The first; null where all is known.
    @Nullable
    Mistake mistake() {
        return mistake;
    }

    void barrier() {
        barrier = true;
    }

    /// A predicate may fail: see [Steadiness].
    void unsteady() {
        unsteady("a condition");
    }

    /// @param what in it may
    void unsteady(String what) {
        if (unsteady == null) unsteady = what;
    }

    /// A condition does more than compare: see [Plainness].
    void elaborate() {
        elaborations++;
    }

    /// How many there were.
    int elaborations() {
        return elaborations;
    }

    private boolean plain() {
        return elaborations == 0;
    }

    /// Something that may fail is computed from rows before they are joined, so only what bounds them without
    /// the join counts: `customers c CROSS JOIN LATERAL generate_series(1, c.email::int)` meets every customer.
    void early() {
        late = false;
    }

    /// Rows may be more than records: see [Label#SPREAD].
    void spread() {
        spread = true;
    }

    /// The statement does nothing but answer rows.
    void answers() {
        answers = true;
    }

    /// The statement does nothing but answer rows, and nothing in it can fail.
    boolean onlyAnswers() {
        return answers
                && unsteady == null
                && late
                && plain()
                && changes.values().stream().allMatch(List::isEmpty);
    }

    boolean isBarrier() {
        return barrier;
    }

    /// A place in the trace of occurrences, to label later what was met since.
    int mark() {
        return trace.size();
    }

    List<Occurrence> since(int mark) {
        return List.copyOf(trace.subList(mark, trace.size()));
    }

    /// Its rows are read through its name. Where that happens twice, one row of the answer can hold several
    /// of its records (`FROM c a, c b`), and yet they were read once: rows count no records then. Or they were read
    /// twice, and its LIMIT took others the second time.
    ///
    /// @param alone nothing is joined with it there, so it runs once
    void reach(Cte cte, boolean alone) {
        trace.addAll(cte.reached());
        if (!alone) {
            cte.reached().forEach(Occurrence::unlimited);
        }
        if (!reached.add(cte)) {
            cte.reached().forEach(Occurrence::counted);
        }
    }

    void label(int since, Label label) {
        trace.subList(since, trace.size()).forEach(occurrence -> occurrence.label(label));
    }

    void fold(int since, Folded folded) {
        trace.subList(since, trace.size()).forEach(occurrence -> occurrence.fold(folded));
    }

    void suspectOracles(int since) {
        trace.subList(since, trace.size()).forEach(Occurrence::suspectOracle);
    }

    List<Draft> drafts() {
        List<Draft> all = new ArrayList<>();
        if (answers && changes.values().stream().allMatch(List::isEmpty)) {
            trace.forEach(Occurrence::showsWhatItReads);
        }
        changes.forEach((occurrence, made) -> {
            all.addAll(made);
            if (occurrence.isRead()) {
                all.addAll(Collections.nCopies(
                        occurrence.asks(), Draft.reading(view, occurrence, unsteady, late, plain())));
            }
        });
        all.addAll(others);
        return spread ? all.stream().map(Draft::spread).toList() : all;
    }
}
