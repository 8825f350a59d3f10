package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.target.LeaseKind;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// A standing account, lent to one session. Its end is the end of the session's back end; the account stays. Safe on
/// every thread.
public final class AccountLease implements LogIn {

    private final LeaseKind.Account account;
    private final Instant expiresAt;
    private final ScramSecret secret;
    private final Map<String, String> settings;
    private final BackEnds backEnds;
    private final Consumer<AccountLease> givenBack;
    private final ReentrantLock closing = new ReentrantLock();
    private volatile int backEnd;
    private volatile boolean failed;
    private boolean over;

    /// @param givenBack called once, when the target says that nothing of the session is left
    AccountLease(
            LeaseKind.Account account,
            Instant expiresAt,
            ScramSecret secret,
            Map<String, String> settings,
            BackEnds backEnds,
            Consumer<AccountLease> givenBack) {
        this.account = account;
        this.expiresAt = expiresAt;
        this.secret = secret;
        this.settings = settings;
        this.backEnds = backEnds;
        this.givenBack = givenBack;
    }

    /// The account's name.
    @Override
    public String id() {
        return account.user();
    }

    @Override
    public String describe() {
        return "standing account, "
                + (account.most() == 1 ? "one session at a time" : "shared by up to " + account.most() + " sessions")
                + "; limits are enforced by the gateway alone";
    }

    @Override
    public Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public ScramSecret secret() {
        return secret;
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public void servedBy(int processId) {
        backEnd = processId;
    }

    /// Past its age, or its end was tried and failed.
    boolean isOverdue(Instant now) {
        return failed || !expiresAt.isAfter(now);
    }

    /// Waits until the back end is gone, as long as a teardown may take. When it fails, the account keeps this place
    /// taken and the rounds go on trying.
    @Override
    public void close() throws TargetException {
        closing.lock();
        try {
            if (!over) end();
        } finally {
            closing.unlock();
        }
    }

    private void end() throws TargetException {
        try {
            backEnds.end(backEnd);
        } catch (TargetException e) {
            failed = true;
            throw e;
        }
        over = true;
        secret.close();
        givenBack.accept(this);
    }

    @Override
    public String toString() {
        return "AccountLease[" + account.user() + "]";
    }
}
