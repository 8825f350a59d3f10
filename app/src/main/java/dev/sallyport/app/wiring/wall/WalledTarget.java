package dev.sallyport.app.wiring.wall;

import dev.sallyport.api.connector.Admission.Admitted;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Authority;
import dev.sallyport.transport.http.HttpTarget;
import dev.sallyport.transport.http.ProofSlots;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.TurnedAway;
import dev.sallyport.transport.http.Visit;
import java.util.Set;
import java.util.function.Function;

/// A target behind the walls of its roles. Safe on every thread.
///
/// @param walls by role
/// @param gate where the trail hears of what stopped at a wall
public record WalledTarget<L extends CredentialLease>(HttpTarget<L> target, Function<String, Wall> walls, Gate<L> gate)
        implements HttpTarget<L> {

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public Set<String> hosts() {
        return target.hosts();
    }

    @Override
    public boolean answersFor(Authority authority, boolean secure) {
        return target.answersFor(authority, secure);
    }

    @Override
    public ProofSlots proofs() {
        return target.proofs();
    }

    @Override
    public Visit admitted(Admitted<L> admitted) {
        Wall wall = walls.apply(admitted.session().access().role());
        return new WalledVisit(target.admitted(admitted), name(), wall, gate);
    }

    @Override
    public Answer turnedAway(RequestHead head, TurnedAway why) {
        return target.turnedAway(head, why);
    }
}
