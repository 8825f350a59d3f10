package dev.sallyport.postgres.lease;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.target.Grant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A role that somebody waits for.
final class Order implements Turn.Waiting {

    private final RoleName name;
    private final ScramSecret secret;
    private final String role;
    private final List<Grant> grants;
    private final Envelope envelope;
    private final boolean blank;
    private final Turn turn = new Turn();
    private @Nullable GrantPlan plan;

    /// @param role its configured name
    /// @param grants of the configured role
    /// @param envelope of the purpose
    /// @param blank the role is there already and was given nothing yet
    Order(RoleName name, ScramSecret secret, String role, List<Grant> grants, Envelope envelope, boolean blank) {
        this.name = name;
        this.secret = secret;
        this.role = role;
        this.grants = grants;
        this.envelope = envelope;
        this.blank = blank;
    }

    RoleName name() {
        return name;
    }

    ScramSecret secret() {
        return secret;
    }

    String role() {
        return role;
    }

    List<Grant> grants() {
        return grants;
    }

    Envelope envelope() {
        return envelope;
    }

    boolean blank() {
        return blank;
    }

    @Override
    public Turn turn() {
        return turn;
    }

    void made(GrantPlan itsPlan) {
        plan = itsPlan;
        turn.done();
    }

    void failed(TargetException why) {
        turn.failed(why);
    }

    /// @throws TargetException why it was not made
    GrantPlan plan() throws TargetException {
        turn.check();
        if (plan == null) throw new IllegalStateException("the order was not answered: " + name);
        return plan;
    }
}
