package dev.sallyport.postgres.admin;

import dev.sallyport.postgres.target.TargetSettings;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The gateway's own connections to one target: at most four at once, kept open between uses, opened again when the
/// target was away. Safe on every thread; blocks, so call it on virtual threads.
public final class AdminLine implements AutoCloseable {

    private static final int ATTEMPTS = 20;

    private volatile TargetSettings target;
    private final AdminPool pool;

    /// Two grants on one table at once make one of them fail, so this gateway makes them one after the other.
    private final ReentrantLock changes = new ReentrantLock(true);

    public AdminLine(TargetSettings target) {
        this.target = target;
        this.pool = new AdminPool(target);
    }

    /// A piece of work. It may run more than once: after a collision with another gateway, or when a kept connection
    /// turns out to be dead.
    public interface Work<T extends @Nullable Object> {
        T on(AdminSession session) throws SQLException;
    }

    interface Attempt<T extends @Nullable Object> {
        T make() throws SQLException;
    }

    public TargetSettings target() {
        return target;
    }

    /// Whether these settings lead to the same database, by the same account and in the same way.
    public boolean reaches(TargetSettings next) {
        TargetSettings now = target;
        return now.name().equals(next.name())
                && now.host().equals(next.host())
                && now.port() == next.port()
                && now.database().equals(next.database())
                && now.admin().sameAs(next.admin())
                && now.tls().equals(next.tls())
                && now.searchPath().equals(next.searchPath())
                && now.leases().prefix().equals(next.leases().prefix())
                && now.leases().instance().equals(next.leases().instance());
    }

    /// The work to come runs by these settings.
    ///
    /// @throws IllegalArgumentException when they lead elsewhere
    public void change(TargetSettings next) {
        if (!reaches(next)) throw new IllegalArgumentException("another connection is needed: `" + next.name() + "`");
        target = next;
    }

    /// Runs work that only looks, or changes nothing but a role of its own, in one transaction.
    ///
    /// @param what for the error text: "could not *what*"
    public <T extends @Nullable Object> T read(String what, Work<T> work) throws TargetException {
        return attempt(what, () -> pool.kept(work));
    }

    /// Runs work that grants or drops in the target's database, in one transaction, one at a time.
    public <T extends @Nullable Object> T change(String what, Work<T> work) throws TargetException {
        return oneAtATime(what, () -> pool.kept(work));
    }

    /// As [#change], in any database of the cluster.
    public <T extends @Nullable Object> T changeIn(String database, String what, Work<T> work) throws TargetException {
        return database.equals(target.database())
                ? change(what, work)
                : oneAtATime(what, () -> pool.fresh(database, work));
    }

    /// As [#changeIn], without a transaction, on a connection that is closed afterwards.
    public <T extends @Nullable Object> T aloneIn(String database, String what, Work<T> work) throws TargetException {
        return oneAtATime(what, () -> pool.unbound(database, work));
    }

    private <T extends @Nullable Object> T oneAtATime(String what, Attempt<T> attempt) throws TargetException {
        if (!Patience.acquired(changes::tryLock, target.admin().statementTimeout())) {
            throw TargetException.from(
                    target.name(), what, new SQLException("others are being served", SqlStates.TOO_MANY));
        }
        try {
            return attempt(what, attempt);
        } finally {
            changes.unlock();
        }
    }

    private <T extends @Nullable Object> T attempt(String what, Attempt<T> attempt) throws TargetException {
        for (int i = 1; ; i++) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                if (i == ATTEMPTS || !SqlStates.isCollision(e) || !Patience.stepAside(i)) {
                    throw TargetException.from(target.name(), what, e);
                }
            }
        }
    }

    /// Work that is under way ends first; later work still runs, on connections that are not kept.
    @Override
    public void close() {
        pool.close();
    }
}
