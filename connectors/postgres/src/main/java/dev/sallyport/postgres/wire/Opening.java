package dev.sallyport.postgres.wire;

import dev.sallyport.api.connector.Admission.Admitted;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.transport.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// Admitted: a back end that was logged in ahead is taken from the stock, or the target is dialled and
/// logged in to with the lease. The agent waits; its bytes are not read.
final class Opening implements Phase, TargetLogin.Outcome {

    private static final System.Logger LOG = System.getLogger(Opening.class.getName());

    private final Conversation conversation;
    private final Route route;
    private final Admitted<? extends LogIn> admitted;
    private final StartupSettings settings;
    private final int secretBytes;
    private boolean over;
    private @Nullable Channel reached;
    private @Nullable Session session;

    Opening(
            Conversation conversation,
            Route route,
            Admitted<? extends LogIn> admitted,
            StartupSettings settings,
            int secretBytes) {
        this.conversation = conversation;
        this.route = route;
        this.admitted = admitted;
        this.settings = settings;
        this.secretBytes = secretBytes;
    }

    void start() {
        admitted.mediator().onEnd(reason -> fail(ErrorReport.ENDED, "the session ended: " + reason));
        conversation.surroundings().stock().claim(admitted.lease().role()).ifPresentOrElse(this::adopt, this::dial);
    }

    /// It comes to the agent's loop, and is told what the agent brought at start-up.
    private void adopt(WarmBackEnd warm) {
        warm.moveTo(conversation.channel().eventLoop()).addListener(moved -> {
            if (!moved.isSuccess()) lost(warm.channel(), "it could not be handed over");
            else if (over) warm.channel().close();
            else {
                reached = warm.channel();
                warm.side().serves(conversation.inlet(), why -> lost(warm.channel(), why));
                new Furnishing(warm, settings.beyondRole(), () -> welcome(warm), why -> refused(warm.channel(), why))
                        .start();
            }
        });
    }

    private void welcome(WarmBackEnd warm) {
        warm.side().inlet().become(loggedIn(warm.channel(), warm.side()));
        warm.side().inlet().receive(warm.welcome());
    }

    private void dial() {
        new TargetDialer(conversation.surroundings().dialling(), route)
                .dial(conversation.channel().eventLoop())
                .addListener((Future<Channel> dialed) -> {
                    if (!dialed.isSuccess()) unreachable(dialed.cause());
                    else if (over) dialed.getNow().close();
                    else logIn(dialed.getNow());
                });
    }

    private void unreachable(Throwable cause) {
        LOG.log(Level.WARNING, "target `" + route.target() + "` cannot be reached: " + cause.getMessage());
        String how = cause instanceof UntrustedTarget ? " safely: its TLS is not accepted" : "";
        fail(ErrorReport.UNREACHABLE, "the target cannot be reached" + how);
    }

    private void logIn(Channel target) {
        reached = target;
        TargetLogin login = new TargetLogin(
                this,
                target,
                route.database(),
                admitted.lease(),
                settings.forwarded(),
                conversation.surroundings().blocking());
        TargetSide side = new TargetSide(target, login, why -> lost(target, why));
        side.serves(conversation.inlet(), why -> lost(target, why));
        login.start(side);
        target.pipeline().addLast("target", side);
    }

    private void lost(Channel target, String why) {
        if (session != null) session.targetLost();
        else if (!over) {
            target.close();
            fail(ErrorReport.UNREACHABLE, "the target refused the session: " + why);
        }
    }

    @Override
    public void refused(Channel target, String why) {
        LOG.log(Level.WARNING, "target `" + route.target() + "` refused a lease: " + why);
        lost(target, "see the gateway's log");
    }

    @Override
    public Frames loggedIn(Channel target, TargetSide side) {
        over = true;
        Channel agent = conversation.channel();
        agent.write(Wire.message(agent.alloc(), 'R', new byte[4]));
        Session opened = new Session(conversation, route, admitted, target, side, settings, secretBytes);
        session = opened;
        conversation.become(opened.agent());
        return opened.answers();
    }

    private void fail(String code, String message) {
        if (over) return;
        giveUp();
        conversation.hangUp(ErrorReport.fatal(code, message));
    }

    /// A target that says nothing more would otherwise keep its connection, and the lease.
    private void giveUp() {
        over = true;
        if (reached != null) reached.close();
        admitted.mediator().close();
    }

    @Override
    public void closed() {
        if (!over) giveUp();
    }

    @Override
    public int length(ByteBuf in, int at, int end) {
        return 0;
    }

    @Override
    public boolean frame(ByteBuf in, int at, int length) {
        return false;
    }

    @Override
    public void turnEnded() {}

    @Override
    public void idle() {}

    @Override
    public void agentWritable(boolean writable) {}
}
