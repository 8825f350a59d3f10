package dev.sallyport.trail.line;

import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Signal;
import java.util.List;

/// What was decided, by which rule, on which evidence, and what it took from the budgets.
final class DecisionEncoder {

    static final String PERMIT = "permit";

    private final Written<Signal> said = new Written<>(64);

    void encode(Decision decision, Json json) {
        switch (decision) {
            case Permit permit -> permit(permit, json);
            case Deny deny -> verdict("deny", deny.rule(), json).text(Names.REASON, deny.reason());
            case Contain contain -> verdict("contain", contain.rule(), json).text(Names.REASON, contain.reason());
            case Hold hold ->
                verdict("hold", hold.rule(), json)
                        .text(Names.REASON, hold.reason())
                        .number(Names.PATIENCE_MS, hold.patience().toMillis());
        }
        evidence(evidence(decision), json);
    }

    private static Json verdict(String verdict, String rule, Json json) {
        return json.text(Names.VERDICT, verdict).text(Names.RULE, rule);
    }

    private static void permit(Permit permit, Json json) {
        verdict(PERMIT, permit.rule(), json);
        if (permit.limits().bounded()) json.number(Names.LIMIT, permit.limits().records());
        if (!permit.masks().isEmpty()) masks(permit.masks(), json);
        charges(permit.reservation(), json);
    }

    private static void masks(List<Mask> masks, Json json) {
        json.name(Names.MASKS).open('[');
        for (Mask mask : masks) {
            json.open('{')
                    .text(Names.ON, mask.resource())
                    .text(Names.FIELD, mask.field())
                    .close('}');
        }
        json.close(']');
    }

    static void charges(Reservation reservation, Json json) {
        List<Reservation.Charge> charges = reservation.charges();
        json.name(Names.CHARGES).open('[');
        for (int i = 0; i < charges.size(); i++) {
            Reservation.Charge charge = charges.get(i);
            json.open('{').text(Names.COUNTER, charge.counter());
            SessionEncoder.strings(Names.KEYS, charge.keys(), json);
            json.number(Names.RECORDS, charge.records()).close('}');
        }
        json.close(']');
    }

    private static List<Signal> evidence(Decision decision) {
        return switch (decision) {
            case Permit permit -> permit.evidence();
            case Deny deny -> deny.evidence();
            case Contain contain -> contain.evidence();
            case Hold hold -> hold.evidence();
        };
    }

    private void evidence(List<Signal> evidence, Json json) {
        json.name(Names.EVIDENCE).open('[');
        for (int i = 0; i < evidence.size(); i++) {
            signal(evidence.get(i), json.open('{'));
            json.close('}');
        }
        json.close(']');
    }

    /// A rule that allows says the same each time.
    private void signal(Signal signal, Json json) {
        if (allows(signal)) said.write(signal, json, SignalEncoder::encode);
        else SignalEncoder.encode(signal, json);
    }

    private static boolean allows(Signal signal) {
        return (signal instanceof Signal.Baseline rule && rule.allows())
                || (signal instanceof Signal.Contract line && line.allows());
    }
}
