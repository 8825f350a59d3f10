package dev.sallyport.app.history;

import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.session.Session;
import dev.sallyport.gateway.context.ContextPrint;
import dev.sallyport.gateway.context.Contexts;
import dev.sallyport.gateway.context.Remembered;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.recall.MalformedRecord;
import dev.sallyport.trail.recall.Past;
import dev.sallyport.trail.recall.RecalledDecision;
import dev.sallyport.trail.recall.RecalledSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was known around sessions, as one goes along a history. Which of it a decision knew, its record says by a
/// hash (R24). One thread.
final class RecalledContexts {

    /// Sessions on several loops hear and decide at once: so far a decision may be behind what was heard.
    private static final int BEHIND = 64;

    private final Past past;
    private final Map<String, List<Turn>> said = new HashMap<>();
    private final Map<String, Deque<Remembered>> heard = new HashMap<>();
    /// The same since the last start: a gateway that could not read its trail began with nothing.
    private final Map<String, Deque<Remembered>> heardSince = new HashMap<>();

    RecalledContexts(Past past) {
        this.past = past;
    }

    void restart() {
        heardSince.clear();
    }

    /// @param record of the kind `context-added`
    void added(TrailRecord record) throws MalformedRecord {
        List<Turn> all = said.computeIfAbsent(record.text("grant"), _ -> new ArrayList<>());
        for (Turn turn : past.turns(record).orElse(List.of())) if (!all.contains(turn)) all.add(turn);
    }

    /// @param record of the kind `context-heard`
    void heard(TrailRecord record) throws MalformedRecord {
        Optional<RecalledSession> session = past.session(record.session());
        Optional<List<Turn>> turns = past.turns(record);
        if (session.isEmpty() || turns.isEmpty()) return;
        String owner = Contexts.owner(session.get().session());
        for (Map<String, Deque<Remembered>> each : List.of(heard, heardSince))
            add(each.computeIfAbsent(owner, _ -> nothing()), record, turns.get());
    }

    private static Deque<Remembered> nothing() {
        return new ArrayDeque<>(List.of(Remembered.NOTHING));
    }

    private static void add(Deque<Remembered> all, TrailRecord record, List<Turn> turns) {
        int from = record.json().path("from").asInt(0);
        String conversation = record.text("conversation");
        all.addFirst(all.getFirst().after(record.at(), record.session(), conversation, from, turns));
        if (all.size() > BEHIND) all.removeLast();
    }

    /// What a decision knew; empty when that is not known here.
    Optional<PromptContext> of(RecalledDecision decision, Session session) {
        if (decision.turns() == 0) return Optional.of(PromptContext.EMPTY);
        String owner = Contexts.owner(session);
        return find(decision, session, heard.getOrDefault(owner, nothing()))
                .or(() -> find(decision, session, heardSince.getOrDefault(owner, nothing())));
    }

    private Optional<PromptContext> find(RecalledDecision decision, Session session, Deque<Remembered> known) {
        PromptContext before = said(session.delegation());
        for (Remembered each : known) {
            Remembered then = each.at(decision.record().at());
            if (ContextPrint.of(before, then).equals(decision.context()))
                return Optional.of(Contexts.together(before, then));
        }
        return Optional.empty();
    }

    private PromptContext said(Delegation delegation) {
        List<Turn> turns = new ArrayList<>();
        for (Delegation.Grant grant : delegation.grants()) turns.addAll(said.getOrDefault(grant.id(), List.of()));
        return turns.isEmpty() ? PromptContext.EMPTY : new PromptContext(turns);
    }
}
