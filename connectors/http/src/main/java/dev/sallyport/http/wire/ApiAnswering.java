package dev.sallyport.http.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.target.Resource;
import dev.sallyport.grammar.http.Meaning;
import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Answering;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Refusal;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.Sending;
import dev.sallyport.transport.http.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What its permit makes of a request to an HTTP target, and of the answer.
///
/// @param observed nothing is enforced but the wall
record ApiAnswering(Place place, boolean observed, RequestHead head, Exchange exchange, Meaning meaning)
        implements Answering {

    @Override
    public Sending sending(UpstreamRequest request, Permit permit) {
        if (!hides(permit)) return new Sending.Sent(request);
        boolean reads = meaning.operations().stream()
                .allMatch(operation -> operation.verb().readsOnly());
        if (reads) return new Sending.Sent(request.withFields(Conditions.without(request.fields())));
        if (Conditions.guards(head)) return new Sending.Withheld(Words.refused(head, guess(permit)));
        return new Sending.Sent(request.withFields(Conditions.withoutValues(request.fields())));
    }

    /// Of a write, also what it writes itself: the record has another value until then.
    private boolean hides(Permit permit) {
        return !permit.masks().isEmpty()
                || (!observed && (writesBesideSensitive() || !embedded().isEmpty()));
    }

    private boolean writesBesideSensitive() {
        for (Operation operation : meaning.operations())
            if (!operation.verb().readsOnly() && !sensitive(operation).isEmpty()) return true;
        return false;
    }

    private Set<String> sensitive(Operation operation) {
        return place.grammar().sensitive(operation.resource().name());
    }

    private Refusal guess(Permit permit) {
        String reason = "a condition on a record with hidden properties tells them to whoever guesses: write without"
                + " `If-Match`, `If-None-Match` and `If-Unmodified-Since`, or with `*` in them";
        String line = permit.masks().isEmpty() ? ".sensitive" : ".mask";
        return new Refusal(
                Refusal.Kind.DENIED,
                permit.rule() + line,
                reason,
                exchange.requestId(),
                List.of(new Signal.Operational(reason)));
    }

    @Override
    public AnswerFilter permitted(Permit permit) {
        Undertaking undertaking = Undertaking.of(meaning, permit);
        List<Mask> masks = masks(permit);
        boolean whole = permit.limits().bounded() || !masks.isEmpty();
        return kept(pointing(heard(
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
    private List<Mask> masks(Permit permit) {
        if (observed) return permit.masks();
        List<Mask> masks = new ArrayList<>();
        permit.masks().forEach(mask -> add(mask, masks));
        embedded().forEach(mask -> add(mask, masks));
        for (Operation operation : meaning.operations()) {
            if (operation.verb().readsOnly()) continue;
            Resource resource = operation.resource();
            sensitive(operation).stream()
                    .filter(name -> !resource.fields().contains(name))
                    .forEach(name -> add(new Mask(resource.name(), name), masks));
        }
        return masks;
    }

    /// Nobody asked for the other resources by themselves, so nothing allows what is sensitive in them.
    private List<Mask> embedded() {
        if (!meaning.embeds()) return List.of();
        Set<String> own = meaning.operations().stream()
                .map(operation -> operation.resource().name())
                .collect(Collectors.toSet());
        return place.grammar().sensitive().entrySet().stream()
                .filter(other -> !own.contains(other.getKey()))
                .flatMap(other -> other.getValue().stream().map(name -> new Mask(other.getKey(), name)))
                .toList();
    }

    /// With every name under which the request asks for it.
    private void add(Mask mask, List<Mask> masks) {
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

    private AnswerFilter heard(AnswerFilter filter) {
        int most = place.settings().heardBytes();
        if (most == 0 || !exchange.hears()) return filter;
        String source = meaning.operations().getFirst().resource().path();
        return new Listening(filter, new Overheard(exchange, source, most));
    }
}
