package dev.sallyport.postgres.wire;

import dev.sallyport.api.connector.Admission.Admitted;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.session.Mode;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.transport.Dialect;
import dev.sallyport.transport.Form;
import dev.sallyport.transport.Pause;
import dev.sallyport.transport.Ticket;
import dev.sallyport.transport.Turnstile;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// An open session: both channels, the turnstile between them, and what both sides must know of each other.
final class Session implements Dialect {

    private final Conversation conversation;
    private final TargetSide side;
    private final Turnstile turnstile;
    private final Names names = new Names();
    private final Structure structure = new Structure();
    private final Agent agent;
    private final Answers answers;
    private final TargetCancel targetCancel;
    private final Cancellations.Key key;
    private final Duration idle;
    private final LogIn lease;
    private final Mediator mediator;
    private final @Nullable Witness witness;
    private final OwnSight ownSight;
    private final Census census;
    private final boolean discreet;
    private boolean over;

    Session(
            Conversation conversation,
            Route route,
            Admitted<? extends LogIn> admitted,
            Channel target,
            TargetSide side,
            StartupSettings settings,
            int secretBytes) {
        this.conversation = conversation;
        this.side = side;
        this.mediator = admitted.mediator();
        this.idle = route.idle();
        this.lease = admitted.lease();
        // none in observe mode: where door two is open, its second pair of eyes is closed
        boolean enforced = admitted.session().access().mode() == Mode.ENFORCE;
        this.discreet = route.discreet() && enforced;
        WitnessLine line = enforced && route.witness().on()
                ? new WitnessLine(
                        conversation.surroundings(),
                        route,
                        lease,
                        conversation.channel().eventLoop())
                : null;
        this.witness = line == null
                ? null
                : new Witness(route, line, conversation.channel().eventLoop());
        this.ownSight = new OwnSight(settings.forwarded());
        this.census = new Census(line, conversation.inlet(), ownSight);
        LongSupplier nanos = conversation.surroundings().nanos();
        this.turnstile = new Turnstile(mediator, target, this, conversation.inlet(), nanos);
        this.targetCancel = new TargetCancel(conversation.surroundings(), route);
        this.agent = new Agent(
                this, new Understanding(conversation, route, admitted.session().access(), structure), route.target());
        this.answers = new Answers(this, new Looks(route.backgrounds()), new Overheard(mediator, route.heard()));
        this.key = conversation.surroundings().cancellations().register(secretBytes, this::agentCancels);
        mediator.onEnd(this::endNow);
    }

    /// What the target says besides its answers may hold values that a mask would hide.
    boolean discreet() {
        return discreet;
    }

    Turnstile turnstile() {
        return turnstile;
    }

    Names names() {
        return names;
    }

    Structure structure() {
        return structure;
    }

    OwnSight ownSight() {
        return ownSight;
    }

    Census census() {
        return census;
    }

    Agent agent() {
        return agent;
    }

    Answers answers() {
        return answers;
    }

    Conversation conversation() {
        return conversation;
    }

    Channel agentChannel() {
        return conversation.channel();
    }

    TargetSide targetSide() {
        return side;
    }

    Cancellations.Key cancelKey() {
        return key;
    }

    /// The target's own cancel key, kept here.
    void targetKey(int processId, byte[] secret) {
        lease.servedBy(processId);
        targetCancel.know(processId, secret);
    }

    /// The target said ReadyForQuery for the first time.
    void opened() {
        conversation.started();
        conversation.watchIdle(idle);
        conversation.inlet().resume(Pause.OPENING);
    }

    /// The agent wants to leave: what it asked for before is finished first, a held action is withdrawn.
    void terminate() {
        conversation.inlet().pause(Pause.CLOSING);
        turnstile.withdraw(ErrorReport.rule(ErrorReport.CANCELLED), "the agent left");
        if (turnstile.drained()) conversation.channel().close();
        else answers.closeWhenDrained();
    }

    /// Nothing came and nothing went for the configured time (R14).
    void idle() {
        long since = conversation.surroundings().nanos().getAsLong() - answers.lastEnd();
        if (turnstile.drained() && since >= idle.toNanos()) {
            conversation.hangUp(ErrorReport.fatal(ErrorReport.IDLE, "the session was idle for too long"));
        }
    }

    /// The session ends from outside: revoked, expired, contained.
    private void endNow(String reason) {
        conversation.hangUp(ErrorReport.fatal(ErrorReport.ENDED, "the session ended: " + reason));
        closed();
    }

    /// From the cancel connection's thread.
    private void agentCancels() {
        conversation.channel().eventLoop().execute(() -> {
            if (over || agent.cancel() || withdraw()) return;
            targetCancel.send(conversation.channel().eventLoop(), () -> {});
        });
    }

    private boolean withdraw() {
        return turnstile.withdraw(ErrorReport.rule(ErrorReport.CANCELLED), "cancelled while waiting for approval");
    }

    void targetLost() {
        if (!over) conversation.hangUp(ErrorReport.fatal(ErrorReport.ENDED, "the target closed the connection"));
        closed();
    }

    void agentWritable(boolean writable) {
        if (writable) side.inlet().resume(Pause.BACK_PRESSURE);
        else side.inlet().pause(Pause.BACK_PRESSURE);
    }

    void closed() {
        if (over) return;
        over = true;
        conversation.surroundings().cancellations().remove(key);
        if (witness != null) witness.close();
        turnstile.close();
    }

    @Override
    public ByteBuf poison(Form form) {
        return switch (form) {
            case PART -> Wire.poisonParse();
            case WHOLE, BOUNDARY, NUDGE -> Wire.poisonQuery();
        };
    }

    @Override
    public ByteBuf describing(Ticket ticket, ByteBuf cargo) {
        if (ticket.form() != Form.PART || !(ticket.about() instanceof Asked asked)) return cargo;
        if (ticket.masks().isEmpty() && !answers.looks().needsDescription(ticket, asked)) return cargo;
        int before = cargo.readableBytes();
        ByteBuf described = Describing.before(cargo, agentChannel().alloc());
        if (described.readableBytes() > before) asked.describe();
        return described;
    }

    /// An answer shows what its statement did not ask for: it is stopped, and somebody should know.
    void beyond(Ticket head, Deny why) {
        mediator.alarm(head, "results", why.reason());
        turnstile.stop(head, why);
    }

    @Override
    public boolean examine(Ticket ticket, Consumer<Optional<Deny>> answer) {
        return witness != null
                && ticket.about() instanceof Asked asked
                && witness.examine(asked.text(), what -> mediator.alarm(ticket, "witness", what), answer);
    }

    @Override
    public ByteBuf nudge() {
        return Wire.flush();
    }

    @Override
    public void cancel(Runnable delivered) {
        targetCancel.send(conversation.channel().eventLoop(), delivered);
    }

    @Override
    public void end(Deny why) {
        conversation.hangUp(ErrorReport.refusal(why, "", true));
        closed();
    }
}
