package dev.sallyport.transport.http;

import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.transport.http.SessionTable.Entry;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One request to a target, until its clerk has been asked: whose it is, and as much of it as the clerk
/// wants to see. What comes of it is [Dealing]'s. On the loop of its connection only.
final class Conduct implements Handling {

    private static final byte[] EMPTY = {};

    /// A body that is waited for whole may take this many times the time between two of its pieces.
    private static final int WHOLE = 10;

    private final AgentSide side;
    private final AgentOut out;
    private final Stand<?> stand;
    private final RequestHead head;
    private final ProofReader shown;
    private final boolean expects;
    private final Dealing dealing;
    private @Nullable Gathering gathering;
    private @Nullable Answer answerDue;
    private long gatherUntil;
    private boolean askDue;

    Conduct(AgentSide side, AgentOut out, Stand<?> stand, RequestHead head, ProofReader shown, boolean expects) {
        this.side = side;
        this.out = out;
        this.stand = stand;
        this.head = head;
        this.shown = shown;
        this.expects = expects;
        this.dealing = new Dealing(side, out, stand.target().name(), head, expects);
    }

    // ---- who it is

    @Override
    public void begin() {
        Attestation attestation = shown.attestation();
        if (attestation == null) {
            turnAway(nothingShown());
            return;
        }
        HttpTarget<?> target = stand.target();
        boolean proxied = head.mode() == RequestHead.Mode.FORWARD;
        Approach approach = new Approach(
                attestation, target.name(), shown.purpose(), side.link().peer(), proxied);
        SessionKey key = SessionKey.of(approach, shown.perRequest(), side.link(), target);
        side.ground().sessions().enter(key, stand, approach, dealing.loop(), this::entered);
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
                if (!dealing.over()) turnAway(away.why());
            }
            case Entry.In in -> {
                if (dealing.sits(in.seat())) dealing.guarded(() -> seated(in.seat()));
            }
        }
    }

    private void seated(Seat seat) {
        Clerk made = seat.visit().request(head, dealing);
        dealing.served(made);
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
        if (!head.hasBody() || side.requestEnded()) { // an end that is there already had nothing before it
            askWhenRead();
            return;
        }
        gathering = new Gathering(most);
        gatherUntil = now() + limits().times().body().multipliedBy(WHOLE).toNanos();
        if (expects) out.proceed();
        awaitPiece();
    }

    private long now() {
        return side.ground().nanos().getAsLong();
    }

    private void awaitPiece() {
        Duration left = Duration.ofNanos(gatherUntil - now());
        Duration next = limits().times().body();
        side.watch()
                .within(
                        left.compareTo(next) < 0 ? left : next,
                        () -> dealing.fault(408, "the body did not arrive in time"));
    }

    private void tooLong() {
        dealing.fault(413, "the body is too long to be judged");
    }

    private void ask(byte[] body, Fields trailers) {
        side.watch().off();
        dealing.ask(new Request(head, body, trailers));
    }

    /// Whoever uses the gateway as a proxy is asked for its proof as by a proxy; inside a tunnel it is too
    /// late for that.
    private void turnAway(TurnedAway why) {
        Answer words = stand.target().turnedAway(head, why);
        boolean proxy = head.mode() == RequestHead.Mode.FORWARD && side.link().tunnel() == null;
        answerWhenRead(proxy && words.status() == 401 ? Faults.ofProxy(words) : words);
    }

    /// A connection is kept by whoever has been heard to the end.
    private void answerWhenRead(Answer answer) {
        if (head.hasBody() || side.requestEnded()) dealing.answer(answer);
        else answerDue = answer;
    }

    // ---- what comes

    @Override
    public boolean taking() {
        return gathering != null || dealing.takesBody();
    }

    @Override
    public void piece(ByteBuf piece) {
        if (dealing.over()) return;
        if (gathering == null) dealing.body(piece);
        else if (gathering.add(piece)) awaitPiece();
        else tooLong();
    }

    @Override
    public void ended(Fields trailers) {
        if (dealing.over()) return;
        if (answerDue != null) {
            dealing.answer(answerDue);
        } else if (gathering != null) {
            byte[] whole = gathering.whole();
            gathering = null;
            ask(whole, trailers);
        } else if (askDue) {
            askDue = false;
            ask(EMPTY, trailers);
        } else {
            dealing.bodyEnded(trailers);
        }
    }

    @Override
    public void writability() {
        dealing.writability();
    }

    @Override
    public void halfClosed() {
        dealing.halfClosed();
    }

    @Override
    public void gone() {
        dealing.gone();
    }
}
