package dev.sallyport.postgres.lease;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.SqlStates;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.target.LeaseKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// One standing account, lent to as many sessions at once as it may serve. A place is free again only when the target
/// says that the back end of its last session is gone: what cannot be told stays taken. Safe on every thread; blocks.
///
/// Nothing is remembered across a restart: back ends of a gateway that was killed end with their connections, a
/// statement that was running there with `statement_timeout`.
final class Accounts implements Lessor {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final SecretAccess LOG_IN = SecretAccess.because("the gateway logs in with the account");

    private final AdminLine line;
    private final LeaseKind.Account account;
    private final InstantSource clock;
    private final BackEnds backEnds;
    private final Places places;
    private final Set<AccountLease> lent = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("account-rounds").factory());

    Accounts(AdminLine line, LeaseKind.Account account, InstantSource clock) {
        this.line = line;
        this.account = account;
        this.clock = clock;
        this.backEnds = new BackEnds(line, account.user());
        this.places = new Places(account.most());
    }

    @Override
    public AccountLease mint(LeaseRequest request) throws TargetException {
        if (!places.take(account.patience())) throw taken();
        boolean minted = false;
        try {
            Map<String, String> settings =
                    AccountSettings.of(line.target(), request.session().access());
            AccountLease lease = new AccountLease(
                    account, expiry(request.notAfter()), secret(), settings, backEnds, this::givenBack);
            lent.add(lease);
            minted = true;
            return lease;
        } finally {
            if (!minted) places.giveBack();
        }
    }

    private void givenBack(AccountLease lease) {
        lent.remove(lease);
        places.giveBack();
    }

    private TargetException taken() {
        return new TargetException(
                path() + ": the account serves as many sessions as it may, try again later: `" + account.user() + "`",
                SqlStates.IN_USE);
    }

    private String path() {
        return "targets." + line.target().name() + ".lease.account";
    }

    private Instant expiry(Instant notAfter) {
        Instant latest = clock.instant().plus(line.target().leases().maxAge());
        return latest.isBefore(notAfter) ? latest : notAfter;
    }

    /// Each lease has its own copy, which is overwritten at its end.
    private ScramSecret secret() throws TargetException {
        char[] password = account.password().expose(LOG_IN);
        try {
            for (char c : password) {
                if (c < ' ' || c > '~')
                    throw new TargetException(
                            path() + ".password: use printable ASCII characters only", SqlStates.INVALID_PASSWORD);
            }
            return ScramSecret.ofAccount(password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    @Override
    public void start(Sweeper.Witness witness) {
        var _ = rounds.scheduleWithFixedDelay(
                () -> round(witness), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// A bug must not end the rounds in silence.
    private void round(Sweeper.Witness witness) {
        try {
            Sweep sweep = endOverdue();
            if (!sweep.destroyed().isEmpty() || !sweep.failed().isEmpty()) witness.swept(sweep);
        } catch (RuntimeException e) {
            witness.missed(e);
        }
    }

    /// Ends leases past their age (R14), and tries again where an end failed.
    Sweep endOverdue() {
        Instant now = clock.instant();
        return end(lent.stream().filter(lease -> lease.isOverdue(now)).toList());
    }

    private Sweep end(List<AccountLease> leases) {
        List<String> ended = new ArrayList<>();
        Map<String, String> failed = new HashMap<>();
        for (AccountLease lease : leases) {
            try {
                lease.close();
                ended.add(lease.id());
            } catch (TargetException e) {
                failed.put(lease.id(), String.valueOf(e.getMessage()));
                if (e.isAway()) break; // the others would only wait for the same time-out
            }
        }
        return new Sweep(ended, failed);
    }

    @Override
    public int live() {
        return lent.size();
    }

    @Override
    public void stop() {
        rounds.shutdownNow();
    }

    @Override
    public void close() {
        stop();
        end(List.copyOf(lent));
    }
}
