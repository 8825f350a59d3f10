package dev.sallyport.postgres.wire;

import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.postgres.plan.Claim;
import dev.sallyport.postgres.plan.Heard;
import dev.sallyport.transport.Frames;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A second connection with the lease of a session, opened when something has to be asked and closed again
/// soon. It knows what the session knows: the same role, its settings, its privileges, its row security. On
/// the loop; one question after the other.
final class WitnessLine implements TargetLogin.Outcome {

    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /// SQLSTATE `too_many_connections`.
    private static final String FULL = "53300";

    private final Surroundings surroundings;
    private final Route route;
    private final LogIn lease;
    private final EventLoop loop;
    private @Nullable Channel channel;
    private @Nullable WitnessTalk talk;
    private @Nullable ScheduledFuture<?> end;
    private final ArrayDeque<Question> waiting = new ArrayDeque<>();
    private @Nullable Question asked;
    private Runnable once = () -> {};
    private int number;

    WitnessLine(Surroundings surroundings, Route route, LogIn lease, EventLoop loop) {
        this.surroundings = surroundings;
        this.route = route;
        this.lease = lease;
        this.loop = loop;
    }

    private record Question(Consumer<WitnessTalk> words, Consumer<Heard> heard) {}

    /// What a statement does.
    ///
    /// @param heard told once, in time or not
    void ask(Claim.Query query, List<Long> types, Consumer<Heard> heard) {
        ask(new Question(open -> open.ask(query, types, this::told), heard));
    }

    /// How many records there are.
    ///
    /// @param heard told once, in time or not
    void count(Count count, Consumer<Heard> heard) {
        ask(new Question(open -> open.count(count, this::told), heard));
    }

    private void ask(Question question) {
        waiting.add(question);
        if (asked == null) next();
    }

    private void next() {
        Question question = waiting.poll();
        asked = question;
        if (question == null) return;
        stopClock();
        end = loop.schedule(this::tooSlow, route.witness().patience().toMillis(), TimeUnit.MILLISECONDS);
        if (talk == null) dial(() -> put(question));
        else put(question);
    }

    private void put(Question question) {
        WitnessTalk open = talk;
        if (open != null) question.words().accept(open);
    }

    private void dial(Runnable whenOpen) {
        once = whenOpen;
        int mine = ++number;
        new TargetDialer(surroundings.dialling(), route).dial(loop).addListener((Future<Channel> dialed) -> {
            if (mine != number) {
                if (dialed.isSuccess()) dialed.getNow().close();
            } else if (dialed.isSuccess()) logIn(dialed.getNow(), mine);
            else told(new Heard.Silent("it cannot be reached"));
        });
    }

    private void logIn(Channel to, int mine) {
        channel = to;
        TargetLogin login = new TargetLogin(this, to, route.database(), lease, settings(), surroundings.blocking());
        TargetSide side = new TargetSide(to, login, _ -> lost(mine));
        login.start(side);
        to.pipeline().addLast("target", side);
    }

    /// Plans do not depend on values, nothing waits for long, nothing can be changed.
    private Map<String, String> settings() {
        String patience = String.valueOf(route.witness().patience().toMillis());
        return Map.of(
                "application_name", "sallyport-witness",
                "client_encoding", "UTF8",
                "plan_cache_mode", "force_generic_plan",
                "statement_timeout", patience,
                "lock_timeout", patience,
                "default_transaction_read_only", "on");
    }

    @Override
    public Frames loggedIn(Channel target, TargetSide side) {
        WitnessTalk opened = new WitnessTalk(target, side, this::opened);
        talk = opened;
        return opened;
    }

    private void opened() {
        Runnable first = once;
        once = () -> {};
        first.run();
    }

    @Override
    public void refused(Channel target, String why) {
        told(new Heard.Silent("it refuses a second connection of the lease: " + why));
        close();
    }

    private void lost(int mine) {
        if (mine != number) return;
        String state = talk == null ? "" : talk.error();
        Runnable question = once;
        hangUp();
        if (state.equals(FULL)) again(question);
        else
            told(new Heard.Silent(
                    "it closed the connection" + (state.isEmpty() ? "" : " with SQLSTATE `" + state + "`")));
    }

    /// A lease has room for one of these; one that was given up may still be on its way out.
    private void again(Runnable question) {
        int mine = number;
        var _ = loop.schedule(
                () -> {
                    if (mine == number) dial(question);
                },
                PAUSE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void tooSlow() {
        hangUp();
        told(new Heard.Silent("it did not answer within " + route.witness().patience()));
    }

    private void told(Heard heard) {
        Question answered = asked;
        asked = null;
        stopClock();
        end = loop.schedule(this::hangUp, KEPT.toMillis(), TimeUnit.MILLISECONDS);
        if (answered != null) answered.heard().accept(heard);
        if (asked == null) next();
    }

    private void stopClock() {
        if (end != null) end.cancel(false);
        end = null;
    }

    private void hangUp() {
        number++;
        talk = null;
        once = () -> {};
        if (channel != null) channel.close();
        channel = null;
    }

    /// Nobody is told any more.
    void close() {
        waiting.clear();
        asked = null;
        stopClock();
        hangUp();
    }
}
