package dev.sallyport.http.wire;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.target.Resource;
import dev.sallyport.grammar.http.Asked;
import dev.sallyport.grammar.http.Meaning;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.Injected;
import dev.sallyport.http.credential.Outgoing;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.AnswerFilter;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                permit -> filter(meaning, permit));
    }

    private Body body(Request request) {
        if (!judged) return head.hasBody() ? Body.REST : Body.NONE;
        return request.body().length == 0 ? Body.NONE : new Body.Bytes(request.body());
    }

    private AnswerFilter filter(Meaning meaning, Permit permit) {
        Undertaking undertaking = Undertaking.of(meaning.operations(), permit);
        List<Mask> masks = masks(meaning, permit);
        boolean whole = permit.limits().bounded() || !masks.isEmpty();
        return kept(pointing(heard(
                meaning,
                whole
                        ? new HeldAnswer(
                                head,
                                permit,
                                masks,
                                exchange.requestId(),
                                undertaking,
                                place.settings().answerBytes())
                        : new PassingAnswer(undertaking))));
    }

    /// A write may show the whole record that it wrote (R7). What the request was permitted to write it may see again.
    private List<Mask> masks(Meaning meaning, Permit permit) {
        if (observed) return permit.masks();
        List<Mask> masks = new ArrayList<>();
        permit.masks().forEach(mask -> add(mask, meaning, masks));
        if (meaning.embeds()) embedded(meaning).forEach(mask -> add(mask, meaning, masks));
        for (Operation operation : meaning.operations()) {
            if (operation.verb().readsOnly()) continue;
            Resource resource = operation.resource();
            place.grammar().sensitive(resource.name()).stream()
                    .filter(name -> !resource.fields().contains(name))
                    .forEach(name -> add(new Mask(resource.name(), name), meaning, masks));
        }
        return masks;
    }

    /// Nobody asked for the other resources by themselves, so nothing allows what is sensitive in them.
    private Stream<Mask> embedded(Meaning meaning) {
        Set<String> own = meaning.operations().stream()
                .map(operation -> operation.resource().name())
                .collect(Collectors.toSet());
        return place.grammar().sensitive().entrySet().stream()
                .filter(other -> !own.contains(other.getKey()))
                .flatMap(other -> other.getValue().stream().map(name -> new Mask(other.getKey(), name)));
    }

    /// With every name under which the request asks for it.
    private static void add(Mask mask, Meaning meaning, List<Mask> masks) {
        masks.add(mask);
        meaning.aliases()
                .getOrDefault(mask.field(), Set.of())
                .forEach(alias -> masks.add(new Mask(mask.resource(), alias)));
    }

    private AnswerFilter kept(AnswerFilter filter) {
        return place.settings().cookies() ? filter : new NoCookies(filter);
    }

    private AnswerFilter pointing(AnswerFilter filter) {
        boolean itself = head.mode() == RequestHead.Mode.FORWARD;
        return itself
                ? filter
                : new Signposts(filter, head.mount(), place.settings().url());
    }

    private AnswerFilter heard(Meaning meaning, AnswerFilter filter) {
        int most = place.settings().heardBytes();
        if (most == 0 || !exchange.hears()) return filter;
        String source = meaning.operations().getFirst().resource().path();
        return new Listening(filter, new Overheard(exchange, source, most));
    }

    @Override
    public Answer refused(Refusal why) {
        return Words.refused(head, why);
    }
}
