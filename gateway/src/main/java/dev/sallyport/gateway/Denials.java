package dev.sallyport.gateway;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Signal;
import java.time.Duration;
import java.util.List;

/// The gateway's own reasons to stop an action: no door said no, but it cannot go through.
final class Denials {

    private Denials() {}

    static Deny trailUnavailable() {
        return operational(
                "gateway.trail", "the audit trail cannot be written, so nothing may happen; try again later");
    }

    static Deny over(String reason) {
        return operational("gateway.session", "the session has ended: " + reason);
    }

    static Deny tooManyUnderWay(int max) {
        return operational("gateway.limits", "more than `" + max + "` actions are under way; wait for answers");
    }

    static Deny tooManyHolds() {
        return operational("gateway.limits", "too many actions wait for an approval; try again later");
    }

    static Deny alreadyProposed() {
        return operational("gateway", "the connector proposed the same passage twice");
    }

    static Deny withdrawn() {
        return operational("gateway.hold", "cancelled while it waited for an approval");
    }

    static Deny expired(Hold hold) {
        return operational(hold.rule(), "nobody approved it within " + words(hold.patience()));
    }

    static Deny stale(Hold hold) {
        return operational(hold.rule(), "the configuration changed while it waited for an approval; ask again");
    }

    static Deny refused(Hold hold, HeldAction.Word word) {
        String why = word.reason().isBlank()
                ? ""
                : ": " + Visible.escape(word.reason().strip());
        return operational(hold.rule(), "`" + Visible.escape(word.by()) + "` denied it" + why);
    }

    static Deny beyondLimit(String rule, long seen, long allowed) {
        Signal volume = new Signal.Volume(rule, 0, seen, allowed);
        return new Deny(
                rule, "the answer has more than the `" + allowed + "` records that are allowed", List.of(volume));
    }

    static Deny notEvaluated(String what, String why) {
        String reason = what + " could not be evaluated: " + why;
        return new Deny("gateway.evaluation", reason, List.of(new Signal.NotEvaluated(what, why)));
    }

    private static Deny operational(String rule, String reason) {
        return new Deny(rule, reason, List.of(new Signal.Operational(reason)));
    }

    private static String words(Duration time) {
        return time.toSeconds() + " s";
    }
}
