package dev.sallyport.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.postgres.Relay;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.target.TargetSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left when a gateway is killed or the target is away, and who cleans it up (R13, R14).
class SweeperTest {

    private static final Map<String, List<String>> ROLES = Map.of("support", List.of("SELECT ON customers, tickets"));

    @TempDir
    static Path folder;

    static TestServer server;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(InstantSource.system().instant());
    private final InstantSource clock = now::get;
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
        assertThat(server.leases()).isEmpty();
    }

    private Leases gateway(String instance) {
        return gateway(server.target(instance, ROLES));
    }

    private Leases gateway(TargetSettings target) {
        AdminLine line = opened(new AdminLine(target));
        return opened(new Leases(line, clock, new LeaseNames()));
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.add(one);
        return one;
    }

    /// A gateway that was killed: whatever it made is there, and nobody remembers it.
    private RoleLease leftBehindBy(String instance, Duration validFor) throws TargetException {
        try (AdminLine line = new AdminLine(server.target(instance, ROLES))) {
            return mint(new Leases(line, clock, new LeaseNames()), validFor);
        }
    }

    private RoleLease mint(Leases leases, Duration validFor) throws TargetException {
        return leases.mintWithPassword(
                TestServer.request("support", Envelope.UNRESTRICTED, now.get().plus(validFor)));
    }

    private void pass(Duration time) {
        now.updateAndGet(n -> n.plus(time));
    }

    private static Connection logIn(RoleLease lease) throws SQLException {
        return server.connect(
                "postgres", lease.id(), lease.secret().password().exposeText(SecretAccess.because("the test logs in")));
    }

    @Test
    void whatAKilledGatewayLeftIsGoneAfterItsRestart() throws Exception {
        RoleLease orphan = leftBehindBy("gw1", Duration.ofMinutes(30));
        RoleLease second = leftBehindBy("gw1", Duration.ofMinutes(30));
        try (Connection backEnd = logIn(orphan);
                Statement statement = backEnd.createStatement()) {
            Sweep sweep = gateway("gw1").sweeper().sweep();
            assertThat(sweep.destroyed()).containsExactlyInAnyOrder(orphan.id(), second.id());
            assertThat(sweep.failed()).isEmpty();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT 1"));
        }
    }

    /// Two gateways of one name end each other's leases. What was there at the start may be left behind.
    @Test
    void leasesOfItsNameThatItDoesNotKnowAndThatComeUpLaterAreStrangers() throws Exception {
        Leases gateway = gateway("gw1");
        RoleLease orphan = leftBehindBy("gw1", Duration.ofMinutes(30));
        assertThat(gateway.sweeper().sweep()).isEqualTo(new Sweep(List.of(orphan.id()), Map.of()));

        RoleLease own = mint(gateway, Duration.ofMinutes(30));
        RoleLease others = mint(gateway("gw1"), Duration.ofMinutes(30));
        assertThat(gateway.sweeper().sweep())
                .isEqualTo(new Sweep(List.of(others.id()), Map.of(), List.of(others.id())));
        assertThat(server.leases()).containsExactly(own.id());
    }

    @Test
    void aLiveLeaseIsNoOrphan() throws Exception {
        Leases gateway = gateway("gw1");
        RoleLease live = mint(gateway, Duration.ofMinutes(30));
        assertThat(gateway.sweeper().sweep().destroyed()).isEmpty();
        assertThat(gateway.sweeper().endOverdue().destroyed()).isEmpty();
        assertThat(server.leases()).containsExactly(live.id());
    }

    /// R13: two gateways on one server leave each other's leases alone, until they are expired beyond doubt.
    @Test
    void anotherGatewaysLeaseIsTouchedOnlyWhenItIsLongExpired() throws Exception {
        Leases mine = gateway("gw1");
        Leases others = gateway("gw2");
        RoleLease lease = mint(others, Duration.ofMinutes(1));

        assertThat(mine.sweeper().sweep().destroyed()).isEmpty();
        pass(Duration.ofMinutes(3));
        assertThat(mine.sweeper().sweep().destroyed()).isEmpty(); // expired, but within the grace period
        pass(Duration.ofMinutes(4));
        assertThat(mine.sweeper().sweep().destroyed()).containsExactly(lease.id());
        lease.close();
    }

    /// Two databases of one server are two targets, and the server's roles are common to both.
    @Test
    void r13TheLeaseOfAnotherTargetOfTheSameGatewayIsNoOrphan() throws Exception {
        LeaseNames names = new LeaseNames();
        Leases one = opened(new Leases(opened(new AdminLine(server.target("gw1", ROLES))), clock, names));
        Leases other = opened(new Leases(opened(new AdminLine(server.target("gw1", ROLES))), clock, names));
        RoleLease lease = mint(one, Duration.ofMinutes(30));
        assertThat(other.sweeper().sweep().destroyed()).isEmpty();
        assertThat(server.leases()).containsExactly(lease.id());
        lease.close();
    }

    @Test
    void rolesThatOnlyLookAlikeAreNeverTouched() throws Exception {
        List<String> strangers = List.of(
                "sallyport_admin",
                "sallyport_gw1_1000000000_short",
                "sallyportx_gw1_1000000000_0123456789abcdef",
                "other_gw1_1000000000_0123456789abcdef");
        for (String stranger : strangers) {
            server.sql("CREATE ROLE \"" + stranger + "\"");
        }
        server.sql("CREATE ROLE sallyport_gw1_1000000000_0123456789abcdef SUPERUSER");
        try {
            assertThat(gateway("gw1").sweeper().sweep()).isEqualTo(new Sweep(List.of(), Map.of()));
        } finally {
            for (String stranger : strangers) {
                server.sql("DROP ROLE \"" + stranger + "\"");
            }
            server.sql("DROP ROLE sallyport_gw1_1000000000_0123456789abcdef");
        }
    }

    /// R14: `VALID UNTIL` ends no live back end.
    @Test
    void aLeasePastItsAgeIsEndedWithItsBackEnds() throws Exception {
        Leases gateway = gateway("gw1");
        RoleLease lease = mint(gateway, Duration.ofMinutes(1));
        try (Connection backEnd = logIn(lease);
                Statement statement = backEnd.createStatement()) {
            assertThat(gateway.sweeper().endOverdue().destroyed()).isEmpty();
            pass(Duration.ofMinutes(1));
            assertThat(gateway.sweeper().endOverdue().destroyed()).containsExactly(lease.id());
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT 1"));
        }
    }

    @Test
    void aLeaseThatCouldNotBeEndedIsEndedWhenTheTargetIsBack() throws Exception {
        Relay relay = opened(new Relay(server.port()));
        Leases gateway = gateway(TestServer.target("postgres", "", "gw1", relay.port(), ROLES));
        RoleLease lease = mint(gateway, Duration.ofMinutes(30));

        relay.goAway();
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(lease::close)
                .withMessageStartingWith("targets.crm: could not lock a lease out: ")
                .satisfies(e -> assertThat(e.isAway()).isTrue());
        assertThat(gateway.sweeper().endOverdue().failed()).isEmpty(); // not due yet
        pass(Duration.ofSeconds(1));
        assertThat(gateway.sweeper().endOverdue().failed()).containsOnlyKeys(lease.id());
        assertThat(gateway.pending().size()).isOne();

        relay.comeBack();
        assertThat(gateway.sweeper().endOverdue().destroyed()).isEmpty(); // the second try waits longer
        pass(Duration.ofSeconds(2));
        assertThat(gateway.sweeper().endOverdue().destroyed()).containsExactly(lease.id());
        assertThat(gateway.pending().size()).isZero();
        lease.close();
    }

    @Test
    void aGatewayWorksAgainOnceTheTargetIsBack() throws Exception {
        Relay relay = opened(new Relay(server.port()));
        Leases gateway = gateway(TestServer.target("postgres", "", "gw1", relay.port(), ROLES));
        mint(gateway, Duration.ofMinutes(30)).close();
        relay.goAway();
        assertThatExceptionOfType(TargetException.class).isThrownBy(() -> mint(gateway, Duration.ofMinutes(30)));
        relay.comeBack();
        mint(gateway, Duration.ofMinutes(30)).close();
    }

    @Test
    void clearTextIsNotFallenBackTo() throws Exception {
        TargetSettings plain = server.target("gw1", ROLES);
        TargetSettings encrypted = new TargetSettings(
                plain.name(),
                plain.host(),
                plain.port(),
                plain.database(),
                plain.admin(),
                new TargetSettings.Tls(TargetSettings.Tls.Mode.REQUIRE, null),
                plain.searchPath(),
                plain.roles(),
                plain.sensitive(),
                plain.leases(),
                plain.limits(),
                plain.clearText(),
                plain.maxStatement(),
                plain.witness(),
                plain.heard());
        Leases gateway = gateway(encrypted);
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> mint(gateway, Duration.ofMinutes(30)))
                .withMessageContaining("SSL");
    }

    @Test
    void itStartsWithASweepAndTellsWhatItFound() throws Exception {
        RoleLease orphan = leftBehindBy("gw1", Duration.ofMinutes(30));
        BlockingQueue<Sweep> sweeps = new LinkedBlockingQueue<>();
        gateway("gw1").sweeper().start(Sweeper.DEFAULT_INTERVAL, new Sweeper.Witness() {
            @Override
            public void swept(Sweep sweep) {
                sweeps.add(sweep);
            }

            @Override
            public void missed(Exception why) {
                throw new AssertionError(why);
            }
        });
        assertThat(sweeps.poll(20, TimeUnit.SECONDS)).isEqualTo(new Sweep(List.of(orphan.id()), Map.of()));
    }

    /// The access list of one table is one row, and the server refuses to let two change it at once.
    @Test
    void gatewaysThatGrantOnTheSameTableAtOnceDoNotFail() throws Exception {
        List<Leases> gateways = List.of(gateway("gw1"), gateway("gw2"), gateway("gw3"));
        List<Future<Boolean>> lives = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                Leases gateway = gateways.get(i % gateways.size());
                lives.add(threads.submit(() -> {
                    mint(gateway, Duration.ofMinutes(30)).close();
                    return true;
                }));
            }
        }
        for (Future<Boolean> life : lives) {
            assertThat(life.get()).isTrue();
        }
    }

    @Test
    void anOrderlyEndLeavesNothing() throws Exception {
        Leases gateway = gateway("gw1");
        mint(gateway, Duration.ofMinutes(30));
        mint(gateway, Duration.ofMinutes(30));
        gateway.close();
        assertThat(server.leases()).isEmpty();
    }
}
