package dev.sallyport.postgres.wire;

import dev.sallyport.transport.Form;
import dev.sallyport.transport.Inlet;
import dev.sallyport.transport.Pause;
import dev.sallyport.transport.Turnstile;

/// Why a frame is not offered: it has to wait, or is refused in its place with the SQLSTATE and the words that
/// PostgreSQL has for it (manual, appendix A). Each answers what [dev.sallyport.transport.Frames#frame] has to. On the
/// loop.
final class Objections {

    private static final String DUPLICATE_STATEMENT = ErrorReport.rule("42P05");
    private static final String DUPLICATE_PORTAL = ErrorReport.rule("42P03");
    private static final String NO_STATEMENT = ErrorReport.rule(ErrorReport.NO_STATEMENT);
    private static final String NO_PORTAL = ErrorReport.rule("34000");
    private static final String NAME_TOO_LONG = ErrorReport.rule("42622");
    private static final String CANCELLED = ErrorReport.rule(ErrorReport.CANCELLED);
    private static final String CANCELLED_TEXT = "canceling statement due to user request";
    private static final String TOO_MUCH = ErrorReport.rule("54000");
    private static final String CLOSE_SOME = "the session's statements, portals and cursors are too large: close some";
    private static final String TOO_LATE = ErrorReport.rule("55000");
    private static final String EMPTY_EARLIER = "the search path can be emptied by a simple query, before anything is"
            + " prepared: what is prepared would mean something else from then on";

    private final Inlet inlet;
    private final Turnstile turnstile;
    private final Names names;
    private final Batch batch;

    Objections(Inlet inlet, Turnstile turnstile, Names names, Batch batch) {
        this.inlet = inlet;
        this.turnstile = turnstile;
        this.names = names;
        this.batch = batch;
    }

    /// The frame stays where it is until no answer is due any more.
    boolean waitForAnswers() {
        inlet.pause(Pause.DRAIN);
        return false;
    }

    boolean duplicateStatement(int at, int end, String name) {
        return part(at, end, DUPLICATE_STATEMENT, "prepared statement \"" + name + "\" already exists");
    }

    boolean duplicatePortal(int at, int end, String name) {
        return part(at, end, DUPLICATE_PORTAL, "portal \"" + name + "\" already exists");
    }

    boolean noStatement(int at, int end, String name) {
        return part(at, end, NO_STATEMENT, "prepared statement \"" + name + "\" does not exist");
    }

    boolean meansSomethingElse(int at, int end, String name) {
        return part(
                at,
                end,
                NO_STATEMENT,
                "prepared statement \"" + name
                        + "\" means something else since the target's structure changed: prepare it again");
    }

    boolean noPortal(int at, int end, String name) {
        return part(at, end, NO_PORTAL, "portal \"" + name + "\" does not exist");
    }

    boolean nameTooLong(int at, int end) {
        return part(at, end, NAME_TOO_LONG, "a name is longer than " + ProtocolNames.MOST_BYTES + " bytes");
    }

    boolean tooMuch(int at, int end) {
        return part(at, end, TOO_MUCH, CLOSE_SOME);
    }

    boolean tooMuchWhole(int at, int end) {
        return whole(at, end, TOO_MUCH, CLOSE_SOME);
    }

    boolean cancelled(int at, int end) {
        return part(at, end, CANCELLED, CANCELLED_TEXT);
    }

    boolean cancelledWhole(int at, int end) {
        return whole(at, end, CANCELLED, CANCELLED_TEXT);
    }

    boolean emptiedTooLate(int at, int end) {
        return part(at, end, TOO_LATE, EMPTY_EARLIER);
    }

    boolean emptiedTooLateWhole(int at, int end) {
        return whole(at, end, TOO_LATE, EMPTY_EARLIER);
    }

    private boolean part(int at, int end, String rule, String reason) {
        batch.offerPrepared(at);
        turnstile.refuse(Form.PART, rule, reason, inlet.take(end));
        return true;
    }

    private boolean whole(int at, int end, String rule, String reason) {
        batch.offerPrepared(at);
        names.queryOffered();
        turnstile.refuse(Form.WHOLE, rule, reason, inlet.take(end));
        return true;
    }
}
