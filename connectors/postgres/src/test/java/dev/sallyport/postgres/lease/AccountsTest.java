package dev.sallyport.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Envelope.Allowance;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.target.LeaseKind;
import dev.sallyport.postgres.target.LeaseSettings;
import dev.sallyport.postgres.target.TargetSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract of leases, kept by a standing account: each session's end is the end of its back end, and nothing else
/// at the target changes.
class AccountsTest {

    private static final String PASSWORD = "St4nding!";
    private static final Duration SOON = Duration.ofMillis(100);

    @TempDir
    static Path folder;

    private static TestServer server;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Instant now = InstantSource.system().instant();

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(folder);
        server.sql("CREATE ROLE app LOGIN PASSWORD '" + PASSWORD + "'", "GRANT SELECT ON customers TO app");
        server.sql("CREATE ROLE watcher LOGIN PASSWORD '" + PASSWORD + "'", "GRANT pg_signal_backend TO watcher");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!opened.isEmpty()) opened.pop().close();
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    private Accounts accounts(int most, Duration wait) {
        return accounts("postgres", "", PASSWORD, most, wait, Duration.ofSeconds(5));
    }

    private Accounts accounts(
            String admin, String adminPassword, String password, int most, Duration wait, Duration teardown) {
        TargetSettings plain = TestServer.target(admin, adminPassword, "gw1", server.port(), Map.of());
        LeaseKind.Account account = new LeaseKind.Account("app", Secret.of(password), most, wait);
        LeaseSettings d = LeaseSettings.defaults("gw1");
        LeaseSettings leases = new LeaseSettings(
                account,
                d.prefix(),
                d.instance(),
                d.maxAge(),
                d.idle(),
                d.connections(),
                d.statementTimeout(),
                d.idleInTransactionTimeout(),
                d.expiredGrace(),
                teardown,
                d.warm());
        AdminLine line = opened(new AdminLine(plain.with(leases)));
        return opened((Accounts) Lessor.of(line, () -> now, new LeaseNames()));
    }

    private LeaseRequest request(Envelope envelope) {
        return TestServer.request("any", envelope, now.plusSeconds(300));
    }

    private AccountLease mint(Accounts accounts) throws TargetException {
        return accounts.mint(request(Envelope.UNRESTRICTED));
    }

    /// As the connector does: logs in, and tells the lease which process serves it.
    private Connection logIn(AccountLease lease) throws SQLException {
        Connection connection = opened(server.connect(
                "postgres",
                lease.role(),
                lease.secret().password().exposeText(SecretAccess.because("the test logs in"))));
        lease.servedBy(Integer.parseInt(
                TestServer.column(connection, "SELECT pg_backend_pid()").getFirst()));
        return connection;
    }

    private static List<String> backEnds() throws SQLException {
        return server.column("SELECT pid FROM pg_stat_activity WHERE usename = 'app'");
    }

    private static List<String> roles() throws SQLException {
        return server.column("SELECT rolname || coalesce(rolpassword, '') || coalesce(rolvaliduntil::text, '')"
                + " FROM pg_authid ORDER BY 1");
    }

    @Test
    void nothingIsMadeOrDroppedAtTheTarget() throws Exception {
        List<String> before = roles();
        try (AccountLease lease = mint(accounts(1, SOON))) {
            Connection session = logIn(lease);
            assertThat(TestServer.column(session, "SELECT session_user::text")).containsExactly("app");
            assertThat(roles()).isEqualTo(before);
            assertThat(lease.id()).isEqualTo("app");
            assertThat(lease.describe())
                    .isEqualTo("standing account, one session at a time; limits are enforced by the gateway alone");
            assertThat(lease + lease.describe() + lease.secret()).doesNotContain(PASSWORD);
        }
        assertThat(roles()).isEqualTo(before);
    }

    /// R14: also in the middle of a statement.
    @Test
    void theEndOfASessionIsTheEndOfItsBackEndAndOfNoOther() throws Exception {
        Accounts accounts = accounts(2, SOON);
        AccountLease leaving = mint(accounts);
        AccountLease staying = mint(accounts);
        Connection gone = logIn(leaving);
        Connection there = logIn(staying);
        Connection past = opened(server.connect("postgres", "app", PASSWORD));
        CompletableFuture<Boolean> asleep = CompletableFuture.supplyAsync(() -> sleeps(gone));
        while (server.column("SELECT pid FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'")
                .isEmpty()) Thread.onSpinWait();

        leaving.close();

        assertThat(backEnds()).hasSize(2);
        assertThat(asleep.get(5, TimeUnit.SECONDS)).isFalse();
        assertThat(TestServer.column(there, "SELECT 1")).containsExactly("1");
        assertThat(TestServer.column(past, "SELECT 1")).containsExactly("1");
        assertThat(leaving.secret().password().exposeText(SecretAccess.because("a test looks that it is gone")))
                .doesNotContain(PASSWORD);
    }

    private static boolean sleeps(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("SELECT pg_sleep(60)");
        } catch (SQLException _) {
            return false;
        }
    }

    @Test
    void anExclusiveAccountServesOneSessionAtATime() throws Exception {
        Accounts accounts = accounts(1, SOON);
        AccountLease first = mint(accounts);
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> mint(accounts))
                .withMessage("targets.crm.lease.account: the account serves as many sessions as it may, try again"
                        + " later: `app`");
        first.close();
        first.close();
        AccountLease second = mint(accounts);
        assertThatExceptionOfType(TargetException.class).isThrownBy(() -> mint(accounts));
        second.close();
    }

    @Test
    void whoWaitsGetsTheAccountWhenTheOtherHasLeft() throws Exception {
        Accounts accounts = accounts(1, Duration.ofSeconds(30));
        AccountLease first = mint(accounts);
        Connection session = logIn(first);
        CompletableFuture<AccountLease> next = CompletableFuture.supplyAsync(() -> {
            try {
                return mint(accounts);
            } catch (TargetException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(next).isNotDone();
        first.close();
        try (AccountLease second = next.get(5, TimeUnit.SECONDS)) {
            assertThat(backEnds()).isEmpty();
            assertThat(session.isValid(1)).isFalse();
            assertThat(TestServer.column(logIn(second), "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void aSharedAccountServesAsManyAsTheRuleSays() throws Exception {
        Accounts accounts = accounts(3, SOON);
        List<AccountLease> leases = new ArrayList<>();
        for (int i = 0; i < 3; i++) leases.add(mint(accounts));
        assertThatExceptionOfType(TargetException.class).isThrownBy(() -> mint(accounts));
        assertThat(leases.getFirst().describe())
                .isEqualTo("standing account, shared by up to 3 sessions; limits are enforced by the gateway alone");
        leases.getFirst().close();
        mint(accounts).close();
    }

    /// An end that the target does not confirm keeps the place taken, within a bound, and is tried again.
    @Test
    void aBackEndThatCannotBeEndedKeepsItsPlaceUntilItIsGone() throws Exception {
        server.sql("CREATE ROLE bystander LOGIN PASSWORD '" + PASSWORD + "'");
        Accounts accounts = accounts("bystander", PASSWORD, PASSWORD, 1, SOON, Duration.ofMillis(300));
        AccountLease lease = mint(accounts);
        Connection session = logIn(lease);

        assertThatExceptionOfType(TargetException.class).isThrownBy(lease::close);
        assertThatExceptionOfType(TargetException.class).isThrownBy(() -> mint(accounts));
        assertThat(accounts.endOverdue().failed()).containsOnlyKeys("app");

        session.close();
        while (!backEnds().isEmpty()) Thread.onSpinWait();
        assertThat(accounts.endOverdue().destroyed()).containsExactly("app");
        mint(accounts).close();
    }

    /// It cannot see when a foreign back end began, but may end it.
    @Test
    void anAdministratorWhoMayOnlySignalIsEnough() throws Exception {
        AccountLease lease = mint(accounts("watcher", PASSWORD, PASSWORD, 1, SOON, Duration.ofSeconds(5)));
        logIn(lease);
        lease.close();
        assertThat(backEnds()).isEmpty();
    }

    @Test
    void theAccountMayBeItsOwnAdministrator() throws Exception {
        AccountLease lease = mint(accounts("app", PASSWORD, PASSWORD, 1, SOON, Duration.ofSeconds(5)));
        Connection session = logIn(lease);
        lease.close();
        assertThat(session.isValid(1)).isFalse();
    }

    /// R14
    @Test
    void aLeaseThatIsTooOldIsEnded() throws Exception {
        Accounts accounts = accounts(1, SOON);
        AccountLease lease = mint(accounts);
        logIn(lease);
        assertThat(accounts.endOverdue().destroyed()).isEmpty();
        now = now.plusSeconds(301);
        assertThat(accounts.endOverdue().destroyed()).containsExactly("app");
        assertThat(backEnds()).isEmpty();
    }

    /// R8, R4: what a role lease has as settings of its role.
    @Test
    void theLogInCarriesTheSettings() throws Exception {
        Envelope reading = new Envelope(false, List.of(new Allowance(Verb.READ, "*")));
        try (AccountLease lease = accounts(1, SOON).mint(request(reading))) {
            assertThat(lease.settings())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "search_path", "\"public\", pg_temp",
                            "statement_timeout", "60000",
                            "idle_in_transaction_session_timeout", "60000",
                            "standard_conforming_strings", "on",
                            "default_transaction_read_only", "on"));
        }
    }

    /// What is only observed means what it means without the gateway.
    @Test
    void anObservedSessionKeepsTheAccountsOwnSearchPath() throws Exception {
        LeaseRequest enforced = request(Envelope.UNRESTRICTED);
        Session session = enforced.session();
        Access access = session.access();
        Session observed = new Session(
                session.id(),
                session.workload(),
                session.actors(),
                session.target(),
                session.purpose(),
                new Access(access.rule(), access.role(), Mode.OBSERVE, access.envelope(), access.latestEnd()),
                session.openedAt(),
                session.endsAt());
        try (AccountLease lease = accounts(1, SOON).mint(new LeaseRequest(observed, enforced.notAfter()))) {
            assertThat(lease.settings()).doesNotContainKey("search_path").containsKey("statement_timeout");
        }
    }

    @Test
    void aPasswordThatScramWouldPrepareIsRefused() {
        Accounts accounts = accounts("postgres", "", "geheim\u00e4", 1, SOON, Duration.ofSeconds(5));
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> mint(accounts))
                .withMessage("targets.crm.lease.account.password: use printable ASCII characters only");
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> mint(accounts))
                .withMessageContaining("password"); // the place was given back
    }
}
