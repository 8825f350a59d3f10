package dev.sallyport.postgres.lease;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.target.Grant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A role that somebody waits for. Taken by one thread, which then answers it; read by the one that waits, after it has
/// had the lock under which it was answered.
final class Order {

    private final RoleName name;
    private final ScramSecret secret;
    private final String role;
    private final List<Grant> grants;
    private final Envelope envelope;
    private final boolean blank;
    private final AtomicBoolean taken = new AtomicBoolean();
    private boolean answered;
    private @Nullable GrantPlan plan;
    private @Nullable TargetException failure;

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

    /// @return false when it was taken or withdrawn before
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    void made(GrantPlan itsPlan) {
        plan = itsPlan;
        answered = true;
    }

    void failed(TargetException why) {
        failure = why;
        answered = true;
    }

    boolean answered() {
        return answered;
    }

    /// @throws TargetException why it was not made
    GrantPlan plan() throws TargetException {
        if (failure != null) throw failure;
        if (plan == null) throw new IllegalStateException("the order was not answered: " + name);
        return plan;
    }
}
