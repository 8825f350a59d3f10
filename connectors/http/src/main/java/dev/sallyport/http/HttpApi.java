package dev.sallyport.http;

import dev.sallyport.api.connector.Admission.Admitted;
import dev.sallyport.api.session.Mode;
import dev.sallyport.grammar.http.HttpGrammar;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.Credential;
import dev.sallyport.http.target.HttpTargetSettings;
import dev.sallyport.http.wire.ApiVisit;
import dev.sallyport.http.wire.Place;
import dev.sallyport.http.wire.Words;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Authority;
import dev.sallyport.transport.http.HttpTarget;
import dev.sallyport.transport.http.ProofSlots;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.TurnedAway;
import dev.sallyport.transport.http.Upstream;
import dev.sallyport.transport.http.Visit;
import java.util.HashSet;
import java.util.Set;

/// One configured HTTP target while the gateway runs. Safe on every thread.
public final class HttpApi implements HttpTarget<ApiLease> {

    private final HttpTargetSettings settings;
    private final Credential credential;
    private final Place place;

    /// @param grammar what its requests mean
    /// @param upstream made from the settings; stays the caller's to close
    public HttpApi(HttpTargetSettings settings, HttpGrammar grammar, Credential credential, Upstream upstream) {
        this.settings = settings;
        this.credential = credential;
        this.place = new Place(settings, grammar, dropped(settings, credential), upstream);
    }

    /// A cookie would speak for somebody else than the credential.
    private static Set<String> dropped(HttpTargetSettings settings, Credential credential) {
        Set<String> fields = new HashSet<>(credential.fields());
        if (!settings.cookies()) fields.addAll(Set.of("cookie", "cookie2"));
        return fields;
    }

    Credential credential() {
        return credential;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Set<String> hosts() {
        return settings.hosts();
    }

    @Override
    public boolean answersFor(Authority authority, boolean secure) {
        boolean same = authority.host().equals(settings.url().host())
                && authority.port() == settings.url().port();
        return settings.forward() && same && secure == settings.url().secure();
    }

    @Override
    public ProofSlots proofs() {
        return ProofSlots.AUTHORIZATION;
    }

    @Override
    public Visit admitted(Admitted<ApiLease> admitted) {
        boolean observed = admitted.session().access().mode() == Mode.OBSERVE;
        return new ApiVisit(place, admitted.lease(), observed);
    }

    @Override
    public Answer turnedAway(RequestHead head, TurnedAway why) {
        return Words.turnedAway(head, why);
    }
}
