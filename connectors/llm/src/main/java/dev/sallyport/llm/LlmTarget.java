package dev.sallyport.llm;

import dev.sallyport.api.connector.Admission.Admitted;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Session;
import dev.sallyport.llm.target.LlmTargetSettings;
import dev.sallyport.llm.target.ProviderKey;
import dev.sallyport.llm.wire.LlmVisit;
import dev.sallyport.llm.wire.Provider;
import dev.sallyport.llm.wire.Words;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Authority;
import dev.sallyport.transport.http.HttpTarget;
import dev.sallyport.transport.http.ProofSlots;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.TurnedAway;
import dev.sallyport.transport.http.Visit;
import java.util.Set;

/// One configured provider of models while the gateway runs. Safe on every thread.
public final class LlmTarget implements HttpTarget<ProviderKey> {

    /// Where SDKs put their key: the session's proof stands there.
    private static final ProofSlots PROOFS =
            new ProofSlots(true, false, Set.of("x-api-key", "api-key", "x-goog-api-key"));

    private final LlmTargetSettings settings;
    private final Provider provider;
    private final Set<String> hosts;
    private final boolean forward;

    /// @param provider its upstream stays the caller's to close
    /// @param hosts names by which agents address it at the gateway, besides the path `/NAME/`
    /// @param forward whether it answers for the provider's own address when the gateway is used as a proxy
    public LlmTarget(LlmTargetSettings settings, Provider provider, Set<String> hosts, boolean forward) {
        this.settings = settings;
        this.provider = provider;
        this.hosts = Set.copyOf(hosts);
        this.forward = forward;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Set<String> hosts() {
        return hosts;
    }

    @Override
    public boolean answersFor(Authority authority, boolean secure) {
        return forward
                && secure == provider.upstream().secure()
                && authority.equals(provider.upstream().authority());
    }

    @Override
    public ProofSlots proofs() {
        return PROOFS;
    }

    @Override
    public Visit admitted(Admitted<ProviderKey> admitted) {
        return new LlmVisit(provider, owner(admitted.session()));
    }

    /// Who may go on from an earlier answer: the task tree, or without one the workload, whose proofs change.
    private static String owner(Session session) {
        Workload workload = session.workload();
        return session.delegation().isNone()
                ? "workload " + workload.authMethod() + " " + workload.subject()
                : "tree " + session.delegation().tree();
    }

    @Override
    public Answer turnedAway(RequestHead head, TurnedAway why) {
        return Words.turnedAway(head, why);
    }
}
