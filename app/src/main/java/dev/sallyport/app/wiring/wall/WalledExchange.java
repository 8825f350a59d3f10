package dev.sallyport.app.wiring.wall;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Answering;
import dev.sallyport.transport.http.Clerk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Performance;
import dev.sallyport.transport.http.Refusal;
import dev.sallyport.transport.http.UpstreamRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One exchange behind the wall of its session's role: what the role does not cover is refused in the
/// clerk's words, and nothing of it is sent. On the exchange's loop only.
final class WalledExchange implements Exchange {

    private final Exchange exchange;
    private final String target;
    private final String peer;
    private final Wall wall;
    private final Gate<?> gate;
    private @Nullable Clerk clerk;

    WalledExchange(Exchange exchange, String target, String peer, Wall wall, Gate<?> gate) {
        this.exchange = exchange;
        this.target = target;
        this.peer = peer;
        this.wall = wall;
        this.gate = gate;
    }

    /// Called before anything else.
    void wordedBy(Clerk made) {
        clerk = made;
    }

    @Override
    public ScheduledExecutorService loop() {
        return exchange.loop();
    }

    @Override
    public void forward(Action action, long catalog, UpstreamRequest request, Answering answering) {
        if (stands(action)) exchange.forward(action, catalog, request, answering);
    }

    @Override
    public void perform(Action action, long catalog, Performance performance) {
        if (stands(action)) exchange.perform(action, catalog, performance);
    }

    private boolean stands(Action action) {
        Optional<Operation> uncovered = wall.uncovered(action);
        uncovered.ifPresent(this::refuse);
        return uncovered.isEmpty();
    }

    private void refuse(Operation operation) {
        String what = operation.verb() + " " + operation.resource().path();
        String reason = "the role grants no such request: " + what;
        String id = gate.turnedAway(new Rejection(target, peer, RefusalReason.NOT_BOUND, wall.path() + ": " + reason));
        Clerk words = clerk;
        if (words == null) throw new IllegalStateException("a clerk asks before it was made");
        exchange.answer(words.refused(new Refusal(Refusal.Kind.DENIED, wall.path(), reason, id, List.of())));
    }

    @Override
    public void answer(Answer answer) {
        exchange.answer(answer);
    }

    @Override
    public void propose(Action action, long catalog, Consumer<Verdict.Settled> then) {
        exchange.propose(action, catalog, then);
    }

    @Override
    public <T> void aside(Supplier<T> work, Consumer<T> then) {
        exchange.aside(work, then);
    }

    @Override
    public void conversation(String name, List<Turn> turns) {
        exchange.conversation(name, turns);
    }

    @Override
    public String requestId() {
        return exchange.requestId();
    }

    @Override
    public boolean hears() {
        return exchange.hears();
    }

    @Override
    public void observed(Turn turn) {
        exchange.observed(turn);
    }
}
