package dev.sallyport.gateway;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.session.Session;
import dev.sallyport.gateway.context.ContextPrint;
import dev.sallyport.gateway.context.Contexts;
import dev.sallyport.gateway.context.Remembered;
import dev.sallyport.gateway.context.TurnDigests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What one session hears, and what it knows of all that its owner's sessions heard. What is remembered stands in the
/// trail first, so that whoever decides again knows the same (R24). On the loop only.
final class Ears {

    private final Session session;
    private final Shared shared;
    private final Journal journal;
    private final String owner;
    private final List<String> writers;
    private final Doors doors;
    private PromptContext said = PromptContext.EMPTY;
    private TurnDigests digestsOfSaid = TurnDigests.NONE;
    private Remembered heard = Remembered.NOTHING;
    private PromptContext together = PromptContext.EMPTY;
    private String print = "";
    private boolean asked;

    Ears(Session session, Shared shared, Journal journal) {
        this.session = session;
        this.shared = shared;
        this.journal = journal;
        this.owner = Contexts.owner(session);
        this.writers = Stream.of(
                        owner,
                        session.workload().authMethod() + "/"
                                + session.workload().subject())
                .distinct()
                .toList();
        this.doors = new Doors(shared.authority());
    }

    void conversation(String name, List<Turn> turns) {
        List<Turn> told = turns.stream().map(this::asOthersSaidIt).toList();
        shared.contexts().of(owner).news(session.id(), name, told).ifPresent(news -> remember(name, news));
    }

    /// Somebody asked for something, and the session's purpose is compared with it.
    boolean open() {
        if (!doors.listens(session)) return false;
        if (!session.purpose().task().isEmpty()) return true;
        context(shared.now());
        return asked;
    }

    void observed(Turn turn) {
        remember("", shared.contexts().of(owner).answered(session.id(), asOthersSaidIt(turn)));
    }

    /// Of an answer, without what the workload wrote there itself (R3).
    private Turn asOthersSaidIt(Turn turn) {
        return turn.role().equals("tool") ? shared.writings().heard(writers, turn) : turn;
    }

    /// It was permitted.
    ///
    /// @param context what was known then
    void wrote(Action action, PromptContext context) {
        if (!action.changes() && !action.proposes()) return;
        List<Turn> told = new ArrayList<>(context.turns());
        told.add(new Turn("user", session.purpose().task(), "", PromptContext.Tier.DECLARED));
        shared.writings().wrote(writers, action, told);
    }

    private void remember(String conversation, Remembered.News news) {
        Instant now = shared.now();
        AuditEvent event = new AuditEvent.ContextHeard(now, session.id(), conversation, news.from(), news.turns());
        journal.append(event, Durability.WRITTEN, ok -> {
            if (!ok) shared.metrics().recordLost();
        });
        shared.contexts()
                .heard(owner, before -> before.after(now, session.id(), conversation, news.from(), news.turns()));
    }

    /// Made anew only when something was said or heard.
    @SuppressWarnings("ReferenceEquality") // as long as nothing was heard, it is the same one
    PromptContext context(Instant now) {
        PromptContext nowSaid = session.delegation().isNone()
                ? PromptContext.EMPTY
                : shared.outside().tokens().context(session.delegation());
        Remembered nowHeard = shared.contexts().of(owner).at(now);
        boolean saidMore = !nowSaid.equals(said);
        if (nowHeard != heard || saidMore) {
            if (saidMore) digestsOfSaid = TurnDigests.of(nowSaid.turns());
            said = nowSaid;
            heard = nowHeard;
            together = Contexts.together(said, heard);
            print = ContextPrint.of(digestsOfSaid, heard);
            asked = together.turns().stream().anyMatch(turn -> turn.role().equals("user"));
        }
        return together;
    }

    /// Without its words, of the context of a decision: what was said in the meantime is not in it.
    @SuppressWarnings("ReferenceEquality") // as for the context
    String print(PromptContext context) {
        return context == together ? print : ContextPrint.of(context);
    }
}
