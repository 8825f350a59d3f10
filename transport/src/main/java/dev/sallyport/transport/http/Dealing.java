package dev.sallyport.transport.http;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.PromptContext;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What comes of one request: its clerk's wishes, the verdict, the effect, the end. On the loop of its
/// connection only.
final class Dealing implements Exchange, Seat.Sitter {

    private static final System.Logger LOG = System.getLogger(Dealing.class.getName());
    private static final Duration TICK = Duration.ofSeconds(1);

    private final AgentSide side;
    private final AgentOut out;
    private final String target;
    private final RequestHead head;
    private final boolean expects;
    private final EventLoop loop;
    private final Besides besides;
    private final Asides asides;
    private @Nullable Seat seat;
    private @Nullable Clerk clerk;
    private @Nullable Petition main;
    private @Nullable Flow flow;
    private @Nullable Carriage carriage;
    private String permitted = "";
    private boolean chosen;
    private boolean over;
    private int depth;

    Dealing(AgentSide side, AgentOut out, String target, RequestHead head, boolean expects) {
        this.side = side;
        this.out = out;
        this.target = target;
        this.head = head;
        this.expects = expects;
        this.loop = side.channel().eventLoop();
        this.besides = new Besides(this);
        this.asides = new Asides(this);
    }

    // ---- its session and its clerk

    /// @return false when one of both is over
    boolean sits(Seat here) {
        if (over) {
            here.leave(this);
            return false;
        }
        seat = here;
        if (here.hears(this)) return true;
        sessionOver("its time is over");
        return false;
    }

    void served(Clerk made) {
        clerk = made;
    }

    void ask(Request request) {
        Clerk who = Objects.requireNonNull(clerk);
        guarded(() -> who.asked(request));
    }

    boolean takesBody() {
        return over || (carriage != null && carriage.takesBody());
    }

    void body(ByteBuf piece) {
        if (carriage != null) carriage.body(piece);
    }

    void bodyEnded(Fields trailers) {
        if (carriage != null) carriage.bodyEnded(trailers);
    }

    boolean over() {
        return over;
    }

    // ---- what the clerk wants

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public void forward(Action action, long catalog, UpstreamRequest request, Answering answering) {
        choose(action, catalog, permitted -> {
            switch (answering.sending(request, permitted.permit())) {
                case Sending.Sent(UpstreamRequest sent) -> carry(sent, permitted, answering);
                case Sending.Withheld(Answer instead) -> performed(new Unsent(instead), permitted);
            }
        });
    }

    private void carry(UpstreamRequest request, Verdict.Permitted permitted, Answering answering) {
        AnswerFilter filter = answering.permitted(permitted.permit());
        Carriage way = new Carriage(this, request, filter);
        Flow answer = flow(permitted, filter, way);
        carriage = way;
        way.start(answer);
    }

    @Override
    public void perform(Action action, long catalog, Performance what) {
        choose(action, catalog, permitted -> performed(what, permitted));
    }

    private void performed(Performance what, Verdict.Permitted permitted) {
        Flow answer = flow(permitted, what, new Performed(what));
        what.permitted(permitted.permit(), answer);
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
            case Verdict.Permitted given -> {
                permitted = given.requestId();
                guarded(() -> then.accept(given));
            }
            case Verdict.Denied(String id, Deny deny) ->
                refuse(new Refusal(Refusal.Kind.DENIED, deny.rule(), deny.reason(), id, deny.evidence()));
            case Verdict.Ended(String id, Contain why) ->
                refuse(new Refusal(Refusal.Kind.ENDED, why.rule(), why.reason(), id, why.evidence()));
        }
    }

    private Flow flow(Verdict.Permitted permitted, Answered answered, Flow.Source source) {
        Flow made = new Flow(this, out, Objects.requireNonNull(main), permitted, answered, source);
        flow = made;
        tick();
        return made;
    }

    private void tick() {
        side.ticks().within(TICK, () -> {
            if (over || flow == null) return;
            flow.told(true);
            if (!over) tick();
        });
    }

    @Override
    public void answer(Answer answer) {
        if (over || chosen) return;
        chosen = true;
        out.answer(answer);
        finished();
    }

    @Override
    public void propose(Action action, long catalog, Consumer<Verdict.Settled> then) {
        if (!over) besides.propose(action, catalog, then);
    }

    @Override
    public <T> void aside(Supplier<T> work, Consumer<T> then) {
        if (!over) asides.work(work, then);
    }

    @Override
    public void conversation(String name, List<PromptContext.Turn> turns) {
        if (!over && seat != null) seat.onLoop(mediator -> mediator.conversation(name, turns));
    }

    @Override
    public String requestId() {
        return permitted;
    }

    @Override
    public boolean hears() {
        return main != null && main.hears();
    }

    @Override
    public void observed(PromptContext.Turn turn) {
        if (over || seat == null) return;
        PromptContext.Turn placed = turn.request().isEmpty() ? turn.in(permitted) : turn;
        seat.onLoop(mediator -> mediator.observed(placed));
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
            failedInside(bug);
            return false;
        } finally {
            depth--;
            if (depth == 0) besides.hear();
        }
    }

    void failedInside(Throwable bug) {
        LOG.log(Level.ERROR, "a connector failed at a request to `" + target + "`", bug);
        if (over) return;
        if (flow != null) flow.broken(Refusal.Kind.BUSY, "the gateway failed at this", false);
        else fault(500, "the gateway failed at this, its log says more");
    }

    /// What it needs to go on could not be worked out.
    void tooBusy() {
        if (over) return;
        String why = "the gateway is too busy to read so much, try again later";
        if (flow != null) flow.broken(Refusal.Kind.BUSY, why, false);
        else refuse(new Refusal(Refusal.Kind.BUSY, "gateway", why, "", List.of()));
    }

    /// A filter's word on a message of a WebSocket; what fails does not pass.
    BiPredicate<Boolean, ByteBuf> judging(BiPredicate<Boolean, ByteBuf> filter) {
        return (text, message) -> !over && asks(() -> filter.test(text, message)) && !over;
    }

    Predicate<ByteBuf> judging(Predicate<ByteBuf> filter) {
        return payload -> !over && asks(() -> filter.test(payload)) && !over;
    }

    boolean calling() {
        return depth > 0;
    }

    /// What was waited for in the middle of an answer has come.
    void resumed() {
        if (!over && carriage != null) carriage.resume();
    }

    boolean awaitsVerdict() {
        return besides.waiting() || asides.waiting();
    }

    /// An action beside the main one ended the session.
    void contained(String requestId, Contain why) {
        cut(new Deny(why.rule(), why.reason(), why.evidence()));
    }

    // ---- how it ends

    void fault(int status, String detail) {
        if (over) return;
        out.answer(Faults.of(status, detail));
        finished();
    }

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
            LOG.log(Level.ERROR, "a connector failed at a refusal of `" + target + "`", bug);
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

    void writability() {
        if (flow == null) return;
        flow.writability();
        if (carriage != null || over) return;
        if (out.writable()) side.target().off();
        else side.target().within(side.ground().limits().times().agentWrite(), this::agentTooSlow);
    }

    void agentTooSlow() {
        out.breakOff();
        gone();
    }

    void halfClosed() {
        boolean held = main != null && flow == null && main.held();
        if (side.requestEnded() && !held) return;
        out.breakOff();
        gone();
    }

    void gone() {
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
        asides.leave();
        if (main != null) main.leave();
        if (carriage != null) carriage.over();
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
