package dev.sallyport.postgres.wire;

import dev.sallyport.postgres.lease.RoleLease;
import dev.sallyport.transport.Frames;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Dials and logs in for a session that is still to come (R16). Runs on one of the loops; one of the
/// two outcomes is told, once.
final class LogInAhead implements TargetLogin.Outcome {

    private static final Map<String, String> SETTINGS = Map.of("client_encoding", "UTF8");

    private final Dialling dialling;
    private final Route route;
    private final RoleLease blank;
    private final ByteArrayOutputStream greeting = new ByteArrayOutputStream();
    private Consumer<WarmBackEnd> arrived = warm -> {};
    private Consumer<String> failed = why -> {};
    private boolean over;

    LogInAhead(Dialling dialling, Route route, RoleLease blank) {
        this.dialling = dialling;
        this.route = route;
        this.blank = blank;
    }

    void start(Consumer<WarmBackEnd> whenArrived, Consumer<String> whenFailed) {
        arrived = whenArrived;
        failed = whenFailed;
        EventLoop loop = dialling.loops().any();
        new TargetDialer(dialling, route).dial(loop).addListener((Future<Channel> dialed) -> {
            if (dialed.isSuccess()) logIn(dialed.getNow());
            else fail(String.valueOf(dialed.cause().getMessage()));
        });
    }

    private void logIn(Channel target) {
        TargetLogin login = new TargetLogin(this, target, route.database(), blank, SETTINGS, dialling.blocking());
        TargetSide side = new TargetSide(target, login, this::fail);
        login.start(side);
        target.pipeline().addLast("target", side);
        target.eventLoop().schedule(() -> tooSlow(target), dialling.connect().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tooSlow(Channel target) {
        if (!over) refused(target, "its log-in took too long");
    }

    @Override
    public void refused(Channel target, String why) {
        fail(why);
        target.close();
    }

    @Override
    public Frames loggedIn(Channel target, TargetSide side) {
        return new Settling(greeting, () -> rehearse(target, side), why -> refused(target, why)).of(side);
    }

    /// It is told what it knows already, in the sentence that its session will need: with the first one the server
    /// looks up everything in it, which costs .4 ms.
    private void rehearse(Channel target, TargetSide side) {
        WarmBackEnd warm = new WarmBackEnd(blank, target, side, greeting, System.nanoTime());
        new Furnishing(warm, SETTINGS, () -> arrive(warm), why -> refused(target, why)).start();
    }

    private void arrive(WarmBackEnd warm) {
        if (over) return;
        over = true;
        arrived.accept(warm);
    }

    private void fail(String why) {
        if (over) return;
        over = true;
        failed.accept(why);
    }
}
