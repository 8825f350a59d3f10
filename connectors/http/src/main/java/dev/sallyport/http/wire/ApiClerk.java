package dev.sallyport.http.wire;

import dev.sallyport.api.action.Action;
import dev.sallyport.grammar.http.Asked;
import dev.sallyport.grammar.http.Meaning;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.Injected;
import dev.sallyport.http.credential.Outgoing;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Body;
import dev.sallyport.transport.http.Clerk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Intake;
import dev.sallyport.transport.http.Refusal;
import dev.sallyport.transport.http.Request;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.UpstreamRequest;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;

/// One request to an HTTP target.
final class ApiClerk implements Clerk {

    private static final System.Logger LOG = System.getLogger(ApiClerk.class.getName());

    private final Place place;
    private final ApiLease lease;
    private final RequestHead head;
    private final Exchange exchange;
    private final boolean observed;
    private final boolean judged;

    /// @param observed nothing is enforced but the wall
    ApiClerk(Place place, ApiLease lease, boolean observed, RequestHead head, Exchange exchange) {
        this.place = place;
        this.lease = lease;
        this.observed = observed;
        this.head = head;
        this.exchange = exchange;
        this.judged = place.grammar().judgesBody(head.method(), head.fields()::spelled);
    }

    @Override
    public Intake intake() {
        return judged ? new Intake.Whole(place.settings().bodyBytes()) : new Intake.HeadOnly();
    }

    @Override
    public void asked(Request request) {
        if (!judged || request.body().length <= Exchange.AT_ONCE) act(request, meaning(request));
        else exchange.aside(() -> meaning(request), meaning -> act(request, meaning));
    }

    /// Touches nothing that changes: it may be on another thread.
    private Meaning meaning(Request request) {
        Asked.Payload payload = judged ? new Asked.Payload.Whole(request.body()) : Asked.Payload.UNSEEN;
        return place.grammar()
                .read(new Asked(head.method(), head.path(), head.fields()::spelled, payload, head.upgrade()));
    }

    private void act(Request request, Meaning meaning) {
        Action action = meaning.toAction();
        if (meaning.forwardAs().isEmpty()) exchange.perform(action, 0, new Unsendable());
        else inject(request, meaning, action);
    }

    /// Where the credential must be renewed first, the rest happens later.
    private void inject(Request request, Meaning meaning, Action action) {
        String path = place.settings().url().base() + meaning.forwardAs();
        Fields fields = head.fields().withoutSpelled(place.credentialFields());
        CompletableFuture<Injected> ready =
                lease.inject(new Outgoing(head.method(), path, fields)).toCompletableFuture();
        if (ready.isDone()) injected(request, meaning, action, ready);
        else ready.whenComplete((_, _) -> exchange.loop().execute(() -> injected(request, meaning, action, ready)));
    }

    private void injected(Request request, Meaning meaning, Action action, CompletableFuture<Injected> ready) {
        if (ready.isCompletedExceptionally()) {
            LOG.log(Level.WARNING, "no credential for `" + place.settings().name() + "`", ready.exceptionNow());
            exchange.answer(Words.unavailable(head));
        } else {
            forward(request, meaning, action, ready.join());
        }
    }

    private void forward(Request request, Meaning meaning, Action action, Injected injected) {
        exchange.forward(
                action,
                0,
                new UpstreamRequest(
                        place.upstream(),
                        head.method(),
                        injected.path(),
                        injected.fields(),
                        body(request),
                        head.upgrade(),
                        injected.echoes()),
                new ApiAnswering(place, observed, head, exchange, meaning));
    }

    private Body body(Request request) {
        if (!judged) return head.hasBody() ? Body.REST : Body.NONE;
        return request.body().length == 0 ? Body.NONE : new Body.Bytes(request.body());
    }

    @Override
    public Answer refused(Refusal why) {
        return Words.refused(head, why);
    }
}
