package dev.sallyport.gateway;

import dev.sallyport.api.connector.Mediator.Ending;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sees to it that a session ends when its time is over, that its connector hears of it, and that it closes even if
/// the connector does nothing. On the loop only.
final class Curfew {

    private static final System.Logger LOG = System.getLogger(Curfew.class.getName());

    private final Shared shared;
    private final Life life;
    private final ScheduledExecutorService loop;
    private final Mediation mediation;
    private @Nullable Future<?> timer;
    private @Nullable Ending ending;
    private boolean due;
    private boolean told;

    Curfew(Shared shared, Life life, ScheduledExecutorService loop, Mediation mediation) {
        this.shared = shared;
        this.life = life;
        this.loop = loop;
        this.mediation = mediation;
    }

    /// Also after the end has moved forward.
    void start() {
        stop();
        Duration left = Duration.between(shared.now(), life.endsAt());
        timer = loop.schedule(this::ring, Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
    }

    private void ring() {
        if (shared.now().isBefore(life.endsAt())) {
            start(); // the timer's clock and the gateway's are not the same
        } else {
            mediation.end("its time is over");
        }
    }

    void stop() {
        if (timer != null) timer.cancel(false);
    }

    void onEnd(Ending connector) {
        ending = connector;
        if (due) loop.execute(this::tell);
    }

    /// Tells the connector, once; if it has not yet said whom to tell, as soon as it does.
    void tell() {
        due = true;
        Ending connector = ending;
        if (connector == null || told || life.closed()) return;
        told = true;
        try {
            connector.end(life.closingReason());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a connector failed on the end of its session", e);
        }
    }

    /// The connector has a moment to refuse in its protocol's words and hang up.
    void forceCloseSoon() {
        if (life.closed()) return;
        stop();
        Duration grace = shared.limits().sessions().grace();
        timer = loop.schedule(this::forceClose, grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void forceClose() {
        tell();
        mediation.close();
    }
}
