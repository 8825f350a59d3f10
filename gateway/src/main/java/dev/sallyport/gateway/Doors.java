package dev.sallyport.gateway;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Authority;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Question;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.Session;
import java.util.List;
import java.util.Optional;

/// The authority, failing closed: an exception out of it is a bug, and a bug permits nothing.
final class Doors {

    private static final System.Logger LOG = System.getLogger(Doors.class.getName());
    private static final String A_BUG = "the gateway failed inside; its log says more";

    private final Authority authority;

    Doors(Authority authority) {
        this.authority = authority;
    }

    Optional<Question> homework(Action action, State state) {
        try {
            return authority.homework(action, state);
        } catch (RuntimeException e) {
            return Optional.of(Question.of(() -> {
                throw e;
            }));
        }
    }

    Decision decide(Action action, State state) {
        try {
            return authority.decide(action, state);
        } catch (RuntimeException e) {
            log("deciding", e);
            return Denials.notEvaluated("the action", A_BUG);
        }
    }

    /// When it fails, nothing is heard: what happens then comes from nowhere, which never helps anybody.
    boolean listens(Session session) {
        try {
            return authority.listens(session);
        } catch (RuntimeException e) {
            log("saying whether it listens", e);
            return false;
        }
    }

    List<List<String>> counted(Action action) {
        try {
            return authority.counted(action);
        } catch (RuntimeException e) {
            log("naming keys", e);
            return List.of();
        }
    }

    /// When it fails, what was reserved stays charged.
    Reservation settle(Action action, Permit permit, Outcome outcome, State state) {
        try {
            return authority.settle(action, permit, outcome, state);
        } catch (RuntimeException e) {
            log("settling", e);
            return permit.reservation();
        }
    }

    private static void log(String what, RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "the authority failed while " + what, e);
    }
}
