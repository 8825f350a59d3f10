package dev.sallyport.transport.http;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.transport.http.SessionTable.Entry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request to a target, from its head to its account: session, intake, clerk, verdict, effect. On the
/// loop of its connection only.
final class Conduct implements Handling, Exchange, Seat.Sitter {

    private static final System.Logger LOG = System.getLogger(Conduct.class.getName());
    private static final byte[] EMPTY = {};

    private final AgentSide side;
    private final AgentOut out;
    private final Stand<?> stand;
    private final RequestHead head;
    private final ProofReader shown;
    private final boolean expects;
    private final EventLoop loop;
    private final Besides besides;
    private @Nullable Seat seat;
    private @Nullable Clerk clerk;
    private @Nullable Gathering gathering;
    private @Nullable Answer answerDue;
    private @Nullable Petition main;
    private @Nullable Flow flow;
    private @Nullable Carriage carriage;
    private @Nullable Performance performance;
    private boolean askDue;
    private boolean chosen;
    private boolean over;
    private int depth;

    Conduct(AgentSide side, AgentOut out, Stand<?> stand, RequestHead head, ProofReader shown, boolean expects) {
        this.side = side;
        this.out = out;
        this.stand = stand;
        this.head = head;
        this.shown = shown;
        this.expects = expects;
        this.loop = side.channel().eventLoop();
        this.besides = new Besides(this);
    }

    // ---- who it is

    @Override
    public void begin() {
        Attestation attestation = shown.attestation();
        if (attestation == null) {
            answerWhenRead(stand.target().turnedAway(head, nothingShown()));
            return;
        }
        HttpTarget<?> target = stand.target();
        Approach approach = new Approach(
                attestation, target.name(), shown.purpose(), side.link().peer());
        SessionKey key = SessionKey.of(attestation, shown.perRequest(), side.link(), target, shown.purpose());
        side.ground().sessions().enter(key, stand, approach, loop, this::entered);
    }

    private TurnedAway nothingShown() {
        String detail = "no proof was shown";
        Rejection rejection =
                new Rejection(stand.target().name(), side.link().peer(), RefusalReason.UNSUPPORTED, detail);
        return new TurnedAway(RefusalReason.UNSUPPORTED, detail, stand.gate().turnedAway(rejection), false);
    }

    private void entered(Entry entry) {
        switch (entry) {
            case Entry.Away away -> {
                if (!over) answerWhenRead(stand.target().turnedAway(head, away.why()));
            }
            case Entry.In in -> {
                seat = in.seat();
                if (over) in.seat().leave(this);
                else if (!in.seat().hears(this)) sessionOver("its time is over");
                else guarded(() -> seated(in.seat()));
            }
        }
    }

    private void seated(Seat seat) {
        Clerk made = seat.visit().request(head, this);
        clerk = made;
        switch (made.intake()) {
            case Intake.HeadOnly _ -> {
                if (head.hasBody()) ask(EMPTY, Fields.NONE);
                else askWhenRead();
            }
            case Intake.Whole whole -> gather(Math.min(whole.mostBytes(), limits().wholeBodyBytes()));
        }
        side.drain();
    }

    private HttpLimits limits() {
        return side.ground().limits();
    }

    private void askWhenRead() {
        if (side.requestEnded()) ask(EMPTY, Fields.NONE);
        else askDue = true;
    }

    private void gather(int most) {
        if (head.contentLength() > most) {
            tooLong();
            return;
        }
        if (!head.hasBody()) {
            askWhenRead();
            return;
        }
        gathering = new Gathering(most);
        if (expects) out.proceed();
        side.watch().within(limits().times().body(), () -> fault(408, "the body did not arrive in time"));
    }

    private void tooLong() {
        fault(413, "the body is too long to be judged");
    }

    private void fault(int status, String detail) {
        if (over) return;
        out.answer(Faults.of(status, detail));
        finished();
    }

    private void ask(byte[] body, Fields trailers) {
        side.watch().off();
        Clerk who = Objects.requireNonNull(clerk);
        guarded(() -> who.asked(new Request(head, body, trailers)));
    }

    // ---- what comes

    @Override
    public boolean taking() {
        if (over || gathering != null) return true;
        return carriage != null && carriage.takesBody();
    }

    @Override
    public void piece(ByteBuf piece) {
        if (over) return;
        if (gathering == null) {
            if (carriage != null) carriage.body(piece);
        } else if (gathering.add(piece)) {
            side.watch().within(limits().times().body(), () -> fault(408, "the body did not arrive in time"));
        } else {
            tooLong();
        }
    }

    @Override
    public void ended(Fields trailers) {
        if (over) return;
        if (answerDue != null) {
            answerNow(answerDue);
        } else if (gathering != null) {
            byte[] whole = gathering.whole();
            gathering = null;
            ask(whole, trailers);
        } else if (askDue) {
            askDue = false;
            ask(EMPTY, trailers);
        } else if (carriage != null) {
            carriage.bodyEnded(trailers);
        }
    }

    // ---- what the clerk wants

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public void forward(Action action, long catalog, UpstreamRequest request, Answering answering) {
        choose(action, catalog, permitted -> {
            AnswerFilter filter = answering.permitted(permitted.permit());
            Carriage way = new Carriage(this, request, filter);
            Flow answer = flow(permitted, filter, way);
            carriage = way;
            way.start(answer);
        });
    }

    @Override
    public void perform(Action action, long catalog, Performance what) {
        choose(action, catalog, permitted -> {
            performance = what;
            Flow answer = flow(permitted, what, new Performed(what));
            what.permitted(permitted.permit(), answer);
        });
    }

    private void choose(Action action, long catalog, Consumer<Verdict.Permitted> then) {
        if (over || chosen) return;
        chosen = true;
        Petition petition = petition(action, catalog, verdict -> heard(verdict, then), this::cut);
        main = petition;
        petition.ask();
    }

    Petition petition(Action action, long catalog, Consumer<Verdict.Settled> heard, Consumer<Deny> cut) {
        Seat here = Objects.requireNonNull(seat);
        return new Petition(here, action, catalog, loop, side.ground().nanos(), heard, cut);
    }

    private void heard(Verdict.Settled verdict, Consumer<Verdict.Permitted> then) {
        if (over) return;
        switch (verdict) {
            case Verdict.Permitted permitted -> guarded(() -> then.accept(permitted));
            case Verdict.Denied(String id, Deny deny) ->
                refuse(new Refusal(Refusal.Kind.DENIED, deny.rule(), deny.reason(), id, deny.evidence()));
            case Verdict.Ended(String id, Contain why) ->
                refuse(new Refusal(Refusal.Kind.ENDED, why.rule(), why.reason(), id, why.evidence()));
        }
    }

    private Flow flow(Verdict.Permitted permitted, Answered answered, Flow.Source source) {
        Permit permit = permitted.permit();
        Petition petition = Objects.requireNonNull(main);
        Flow made = new Flow(this, out, petition, permit, permitted.requestId(), answered, source);
        flow = made;
        tick();
        return made;
    }

    private void tick() {
        side.ticks().within(java.time.Duration.ofSeconds(1), () -> {
            if (over || flow == null) return;
            flow.told(true);
            if (!over) tick();
        });
    }

    @Override
    public void answer(Answer answer) {
        if (over || chosen) return;
        chosen = true;
        answerNow(answer);
    }

    private void answerNow(Answer answer) {
        out.answer(answer);
        finished();
    }

    /// A connection is kept by whoever has been heard to the end.
    private void answerWhenRead(Answer answer) {
        if (head.hasBody() || side.requestEnded()) answerNow(answer);
        else answerDue = answer;
    }

    @Override
    public void propose(Action action, long catalog, Consumer<Verdict.Settled> then) {
        if (!over) besides.propose(action, catalog, then);
    }

    @Override
    public void conversation(String name, List<PromptContext.Turn> turns) {
        if (!over && seat != null) seat.onLoop(mediator -> mediator.conversation(name, turns));
    }

    @Override
    public void observed(PromptContext.Turn turn) {
        if (!over && seat != null) seat.onLoop(mediator -> mediator.observed(turn));
    }

    // ---- calls into the connector: a bug there ends one exchange, and nothing else

    void guarded(Runnable call) {
        boolean _ = asks(() -> {
            call.run();
            return true;
        });
    }

    /// @return false also when it failed
    boolean asks(BooleanSupplier call) {
        depth++;
        try {
            return call.getAsBoolean();
        } catch (RuntimeException bug) {
            LOG.log(
                    Level.ERROR,
                    "a connector failed at a request to `" + stand.target().name() + "`",
                    bug);
            failedInside();
            return false;
        } finally {
            depth--;
            if (depth == 0) besides.hear();
        }
    }

    private void failedInside() {
        if (over) return;
        if (flow != null) flow.broken(Refusal.Kind.BUSY, "the gateway failed at this", false);
        else fault(500, "the gateway failed at this, its log says more");
    }

    /// A filter's word on a message of a WebSocket; what fails does not pass.
    BiPredicate<Boolean, ByteBuf> judging(BiPredicate<Boolean, ByteBuf> filter) {
        return (text, message) -> !over && asks(() -> filter.test(text, message)) && !over;
    }

    boolean calling() {
        return depth > 0;
    }

    /// A verdict that was waited for in the middle of an answer has come.
    void resumed() {
        if (!over && carriage != null) carriage.resume();
    }

    boolean awaitsVerdict() {
        return besides.waiting();
    }

    /// An action beside the main one ended the session.
    void contained(String requestId, Contain why) {
        cut(new Deny(why.rule(), why.reason(), why.evidence()));
    }

    // ---- how it ends

    private void refuse(Refusal why) {
        if (over) return;
        refuseWith(why);
        finished();
    }

    /// In the protocol's own words, which may fail.
    void refuseWith(Refusal why) {
        Clerk who = clerk;
        Answer words = Faults.of(why.status(), why.reason());
        try {
            if (who != null) words = who.refused(why);
        } catch (RuntimeException bug) {
            LOG.log(
                    Level.ERROR,
                    "a connector failed at a refusal of `" + stand.target().name() + "`",
                    bug);
        }
        out.answer(words);
    }

    void cut(Deny why) {
        if (over) return;
        if (flow != null) flow.cut(why);
        else refuse(new Refusal(Refusal.Kind.ENDED, why.rule(), why.reason(), "", why.evidence()));
    }

    @Override
    public void sessionEnded(String reason) {
        if (loop.inEventLoop()) sessionOver(reason);
        else loop.execute(() -> sessionOver(reason));
    }

    private void sessionOver(String reason) {
        cut(new Deny("session", "the session ended: " + reason, List.of(new Signal.Operational("session over"))));
    }

    @Override
    public void writability() {
        if (flow != null) flow.writability();
    }

    @Override
    public void halfClosed() {
        boolean held = main != null && flow == null && main.held();
        if (side.requestEnded() && !held) return;
        out.breakOff();
        gone();
    }

    @Override
    public void gone() {
        if (over) return;
        if (flow != null) flow.agentGone();
        else finished();
    }

    /// Once, last.
    void finished() {
        if (over) return;
        over = true;
        side.watch().off();
        side.target().off();
        side.ticks().off();
        besides.leave();
        if (main != null) main.leave();
        if (seat != null) seat.leave(this);
        if (clerk != null) guarded(clerk::over);
        side.finished();
    }

    AgentSide side() {
        return side;
    }

    AgentOut out() {
        return out;
    }

    RequestHead head() {
        return head;
    }

    boolean expects() {
        return expects;
    }
}
