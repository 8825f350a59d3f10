package dev.sallyport.testkit.gateway;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Action.Phase;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Reservation.Charge;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// One of each: a support agent that answers a ticket in the CRM.
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final String TARGET = "crm";

    private static final Signal SIGNAL = new Signal.Contract("purposes.resolve-ticket.allow[0]", true, "sample");

    private Samples() {}

    /// The proof lasts for eight hours from [#NOON].
    public static Workload workload(String subject) {
        return new Workload("support-pods", subject, subject, new TreeMap<>(), NOON.plus(Duration.ofHours(8)));
    }

    public static Approach approach(String token) {
        return approach(token, "10.0.0.7:50123");
    }

    public static Approach approach(String token, String peer) {
        return new Approach(new Attestation.BearerToken(token), TARGET, DeclaredPurpose.NONE, peer);
    }

    public static Entry.Granted granted(Instant now) {
        return new Entry.Granted(access(now), new Purpose("resolve-ticket", "", Purpose.Declarer.RULE));
    }

    public static Access access(Instant now) {
        return new Access("access[0]", "support", Mode.ENFORCE, Envelope.UNRESTRICTED, now.plus(Duration.ofHours(1)));
    }

    public static Action read(String statement) {
        Resource customers = new Resource(TARGET, "table", "customers", List.of());
        Scope one = new Scope.Keyed(List.of(new Scope.Key("id", List.of("7"))), true);
        return action(statement, new Operation(Verb.READ, customers, one, Set.of()));
    }

    public static Action update(String statement) {
        Resource tickets = new Resource(TARGET, "table", "tickets", List.of("status"));
        return action(statement, new Operation(Verb.UPDATE, tickets, new Scope.AtMost(1), Set.of()));
    }

    /// Nothing of it was understood.
    public static Action unknown(String statement) {
        return new Action(Phase.PERFORM, List.of(), List.of(), statement, "fp:" + statement);
    }

    private static Action action(String statement, Operation operation) {
        List<Argument> arguments = List.of(new Argument("$1", "7"));
        return new Action(Phase.PERFORM, List.of(operation), arguments, statement, "fp:" + statement);
    }

    /// A fresh permit that reserved one record and lets any number pass.
    public static Permit permit() {
        return permit(Limits.NONE);
    }

    public static Permit permit(Limits limits) {
        Charge charge = new Charge("workload|support|crm/customers|READ", List.of(), 1);
        return new Permit(
                "purposes.resolve-ticket.allow[0]",
                limits,
                List.of(),
                new Reservation(List.of(charge)),
                List.of(SIGNAL));
    }

    public static Deny deny(String reason) {
        return new Deny("purposes.resolve-ticket.otherwise", reason, List.of(SIGNAL));
    }

    public static Hold hold(Duration patience) {
        return new Hold("purposes.resolve-ticket.allow[2]", "a human has to look", patience, List.of(SIGNAL));
    }

    public static Contain contain(String reason) {
        return new Contain("purposes.resolve-ticket", reason, List.of(SIGNAL));
    }

    public static Outcome succeeded(long records) {
        return outcome(Outcome.Ending.SUCCEEDED, records);
    }

    public static Outcome outcome(Outcome.Ending ending, long records) {
        return new Outcome(ending, records, records, records * 100, Duration.ofMillis(2));
    }
}
