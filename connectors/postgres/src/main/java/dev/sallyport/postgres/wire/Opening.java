package dev.sallyport.postgres.wire;

import dev.sallyport.api.connector.Admission.Admitted;
import dev.sallyport.postgres.lease.LogIn;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// Admitted: dials the target and logs in with the lease. The agent waits; its bytes are not read.
final class Opening implements Phase {

    private static final System.Logger LOG = System.getLogger(Opening.class.getName());

    private final Conversation conversation;
    private final Route route;
    private final Admitted<? extends LogIn> admitted;
    private final StartupSettings settings;
    private final int secretBytes;
    private boolean over;
    private @Nullable Channel dialled;
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
        new TargetDialer(conversation.surroundings(), route)
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
        dialled = target;
        TargetLogin login = new TargetLogin(this, target, route, admitted.lease(), settings, conversation);
        TargetSide side = new TargetSide(target, login, conversation.inlet(), this::lost);
        login.start(side);
        target.pipeline().addLast("target", side);
    }

    private void lost(String why) {
        if (session != null) session.targetLost();
        else if (!over) {
            fail(ErrorReport.UNREACHABLE, "the target refused the session: " + why);
        }
    }

    void refused(String why) {
        LOG.log(Level.WARNING, "target `" + route.target() + "` refused a lease: " + why);
        lost("see the gateway's log");
    }

    /// Logged in; the target's BackendKeyData and ReadyForQuery are still to come and are seen by the new phase.
    Session loggedIn(Channel target, TargetSide side) {
        over = true;
        Session opened = new Session(conversation, route, admitted, target, side, secretBytes);
        session = opened;
        conversation.become(opened.agent());
        return opened;
    }

    private void fail(String code, String message) {
        if (over) return;
        giveUp();
        conversation.hangUp(ErrorReport.fatal(code, message));
    }

    /// A target that says nothing more would otherwise keep its connection, and the lease.
    private void giveUp() {
        over = true;
        if (dialled != null) dialled.close();
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
