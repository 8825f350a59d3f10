package dev.sallyport.postgres.wire;

import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Mode;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.postgres.wire.Names.Prepared;
import dev.sallyport.transport.Pause;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Asks the grammar what a text means at this target now. What is not known yet is worked out off the loop while the
/// agent's frames wait; then the same frame is offered again.
final class Understanding {

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
    private static final int MOST_LEARNT = 8;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Conversation conversation;
    private final Route route;
    private final Access access;
    private final String role;
    private final SqlGrammar grammar;
    private final Structure structure;
    private final LongSupplier nanos;

    /// Worked out for the frame that waits, and not asked for yet. A frame may ask for several: its own text and those
    /// that it runs by their names.
    private final Map<Wanted, Understood> learnt = new HashMap<>();

    private boolean busy;
    private boolean cancelled;
    private boolean unseen;
    private boolean emptyPath;
    private volatile long vainAt;
    private volatile boolean vain;

    /// Meaning belongs to the types of the parameters too (R8).
    private record Wanted(String sql, List<Long> types) {}

    Understanding(Conversation conversation, Route route, Access access, Structure structure) {
        this.conversation = conversation;
        this.route = route;
        this.access = access;
        this.role = access.role();
        this.structure = structure;
        this.nanos = conversation.surroundings().nanos();
        this.grammar = conversation.surroundings().grammar();
    }

    /// @param types declared parameter types
    /// @return empty when the agent's inlet was paused until the answer is there
    Optional<Understood> of(String sql, List<Long> types) {
        Understood just = learnt.remove(new Wanted(sql, types));
        if (just != null && !moved(just)) return Optional.of(just);
        if (unseen) {
            unseen = false;
            return not(sql, "the target's structure changed and cannot be looked at now");
        }
        if (structure.stale()) {
            look();
            return Optional.empty();
        }
        if (sql.length() > route.maxStatement())
            return not(sql, "the statement is longer than " + route.maxStatement() + " characters");
        Optional<View> view = route.view().apply(role);
        return view.isEmpty()
                ? not(sql, "the target's catalog is not known")
                : of(sql, declaring(seen(view.get()), types));
    }

    /// What was prepared earlier, as it is to be understood now: the server plans it anew when what it
    /// names has changed (R8).
    ///
    /// @return the text itself while the structure means what it meant; empty as of [#of]
    Optional<Understood> again(Prepared statement) {
        Understood text = statement.text();
        if (!moved(text)) return Optional.of(text);
        Optional<Understood> whole = of(text.sql(), statement.types());
        return statement.inSql() ? whole.map(SqlNames::inner) : whole;
    }

    /// What has no meaning has lost none.
    private boolean moved(Understood text) {
        if (text.meaning() == null) return false;
        return unseen
                || structure.stale()
                || route.view()
                        .apply(role)
                        .filter(view -> view.catalog().generation() == text.catalog())
                        .isEmpty();
    }

    boolean enforces() {
        return access.mode() == Mode.ENFORCE;
    }

    /// The session may have emptied its search path: from now on names are looked up without it. Should
    /// that be rolled back, what the path would have found stays unknown.
    void emptyPath() {
        emptyPath = true;
        learnt.clear();
    }

    private View seen(View view) {
        return emptyPath ? view.withEmptyPath() : view;
    }

    /// Once per change, before what follows is understood.
    private void look() {
        busy = true;
        conversation.inlet().pause(Pause.THINKING);
        route.look()
                .get()
                .orTimeout(LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (_, failure) -> looked(failure == null),
                        conversation.channel().eventLoop());
    }

    private void looked(boolean done) {
        if (done) structure.seen();
        unseen = !done;
        busy = false;
        conversation.inlet().resume(Pause.THINKING);
    }

    /// The agent cancelled: what is being understood just now will not be asked for.
    ///
    /// @return false when nothing is
    boolean cancel() {
        cancelled = busy;
        return busy;
    }

    /// Whether what was just understood was cancelled meanwhile. Asked once.
    boolean wasCancelled() {
        boolean was = cancelled;
        cancelled = false;
        return was;
    }

    private Optional<Understood> not(String sql, String note) {
        return Optional.of(Understood.not(route.target(), sql, note));
    }

    /// Where nothing is enforced, nothing is said in other words.
    private Understood as(String sql, Meaning meaning, Background background) {
        Understood text = Understood.as(route.target(), sql, meaning, background);
        return access.mode() == Mode.OBSERVE ? text.asWritten() : text;
    }

    private static View declaring(View view, List<Long> types) {
        if (types.isEmpty()) return view;
        return view.withParameterTypes(types);
    }

    private Optional<Understood> of(String sql, View here) {
        Optional<Meaning> known = grammar.known(sql, here);
        if (known.isPresent() && !known.get().missesNames()) {
            Background background = route.backgrounds().of(known.get());
            if (background != null) return Optional.of(as(sql, known.get(), background));
        }
        learn(sql, here);
        return Optional.empty();
    }

    /// The grammar bounds how long that takes and always answers.
    private void learn(String sql, View here) {
        busy = true;
        conversation.inlet().pause(Pause.THINKING);
        grammar.learn(sql, here)
                .thenCompose(meaning -> meaning.missesNames() && mayLookAgain()
                        ? lookAgain(sql, here, meaning)
                        : CompletableFuture.completedFuture(meaning))
                .thenCompose(meaning -> looked(sql, here, meaning))
                .thenAcceptAsync(
                        text -> learnt(new Wanted(sql, here.parameterTypes()), text),
                        conversation.channel().eventLoop());
    }

    /// Behind the views that it names, by the structure that it was understood with.
    private CompletableFuture<Understood> looked(String sql, View here, Meaning meaning) {
        View surroundings = meaning.structure().equals(here.catalog())
                ? here
                : route.view().apply(role).map(this::seen).orElse(here);
        Background known = route.backgrounds().of(meaning);
        return known != null
                ? CompletableFuture.completedFuture(as(sql, meaning, known))
                : route.backgrounds().learn(meaning, surroundings, grammar).thenApply(found -> as(sql, meaning, found));
    }

    /// Who just named what is not there may do so again at once: only the first of a row of such texts waits.
    private boolean mayLookAgain() {
        return !vain || nanos.getAsLong() - vainAt >= PAUSE.toNanos();
    }

    private Meaning looked(Meaning meaning) {
        vain = meaning.missesNames();
        vainAt = nanos.getAsLong();
        return meaning;
    }

    /// What it names may be new at the target. Once: what is unknown then stays unknown.
    private CompletableFuture<Meaning> lookAgain(String sql, View before, Meaning meaning) {
        return route.lookAgain()
                .get()
                .handle((_, _) -> route.view().apply(role).map(view -> declaring(seen(view), before.parameterTypes())))
                .thenCompose(view ->
                        view.isPresent() ? grammar.learn(sql, view.get()) : CompletableFuture.completedFuture(meaning))
                .thenApply(this::looked);
    }

    private void learnt(Wanted wanted, Understood text) {
        if (learnt.size() >= MOST_LEARNT) learnt.clear();
        learnt.put(wanted, text);
        busy = false;
        conversation.inlet().resume(Pause.THINKING);
    }
}
