package dev.sallyport.postgres.wire;

import static dev.sallyport.postgres.wire.RawClient.int4;
import static dev.sallyport.postgres.wire.RawClient.join;
import static dev.sallyport.postgres.wire.RawClient.q;
import static dev.sallyport.postgres.wire.RawClient.startup;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.identity.RefusalReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How a conversation begins, and how it does not.
@Timeout(60)
class StartupTest {

    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private static String answer(byte[] packet) throws Exception {
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(packet);
            return c.logIn("good");
        }
    }

    @Test
    void aBadTokenIsRefusedWithReasonAndRequestId() throws Exception {
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(startup(196608, "crm"));
            assertThat(c.logIn("bad")).isEqualTo("E:28000:refused: the token is not signed EOF");
        }
    }

    @Test
    void theTargetStandsInTheUserBehindAnAtOrInTheDatabase() throws Exception {
        assertThat(answer(startup(196608, "crm"))).isEqualTo("ZI");
        assertThat(answer(startup(196608, "me@crm"))).isEqualTo("ZI");
        assertThat(answer(startup(196608, "me", "database", "crm"))).isEqualTo("ZI");
    }

    @Test
    void purposeAndTaskComeInOptions() throws Exception {
        String options = "-c sallyport.purpose=resolve-ticket -c sallyport.task=answer\\ ticket\\ 7";
        assertThat(answer(startup(196608, "crm", "options", options))).isEqualTo("ZI");
        assertThat(gateway.gate().purposes).last().isEqualTo(new DeclaredPurpose("resolve-ticket", "answer ticket 7"));
    }

    @Test
    void r4SettingsAtStartUpAreOnTheSameListAsSet() throws Exception {
        assertThat(answer(startup(196608, "crm", "DateStyle", "ISO", "application_name", "x")))
                .isEqualTo("ZI");
        assertThat(answer(startup(196608, "crm", "client_encoding", "utf-8"))).isEqualTo("ZI");
        for (String[] bad : new String[][] {
            {"search_path", "evil"},
            {"client_encoding", "SQL_ASCII"},
            {"standard_conforming_strings", "off"},
            {"role", "postgres"},
            {"session_authorization", "postgres"},
            {"options", "-c search_path=evil"},
            {"options", "-cstandard_conforming_strings=off"},
            {"options", "-E"},
        }) {
            assertThat(answer(startup(196608, "crm", bad)))
                    .as(String.join("=", bad))
                    .startsWith("E:08P01:");
        }
    }

    @Test
    void r4ATimeOutAboveTheCeilingIsRefusedOnceTheProofIsAccepted() throws Exception {
        assertThat(answer(startup(196608, "crm", "options", "-c statement_timeout=30s")))
                .isEqualTo("ZI");
        for (String[] bad : new String[][] {
            {"options", "-c statement_timeout=0"},
            {"options", "--Statement-Timeout=61s"},
            {"statement_timeout", "never"}
        }) {
            assertThat(answer(startup(196608, "crm", bad)))
                    .startsWith("E:08P01:setting `statement_timeout` may be `60000ms` at most");
        }
        gateway.gate().awaitAllClosed();
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(startup(196608, "crm", "options", "-c statement_timeout=0"));
            assertThat(c.logIn("bad")).as("nobody else learns of it").startsWith("E:28000:refused");
        }
    }

    @Test
    void replicationIsRefused() throws Exception {
        assertThat(answer(startup(196608, "crm", "replication", "database"))).startsWith("E:42501:");
        assertThat(answer(startup(196608, "crm", "replication", "true"))).startsWith("E:42501:");
    }

    /// Whoever is turned away before the gate was asked is told to the gate, once, with what was asked for.
    @Test
    void everyRefusalBeforeTheGateIsPutIntoTheTrail() throws Exception {
        for (byte[] bad : List.of(
                startup(196608, "crm", "replication", "true"),
                startup(196608, "crm", "search_path", "evil"),
                startup(196608, "crm", "options", "-c sk_live_secret"),
                startup(196608, "crm", "options", "sk_live_secret"),
                startup(2 << 16, "crm"),
                join(int4(9_999_999), int4(196608)))) {
            int before = gateway.gate().rejections.size();
            answer(bad);
            assertThat(gateway.gate().rejections).hasSize(before + 1);
            Rejection last = gateway.gate().lastRejection();
            assertThat(last.reason()).isEqualTo(RefusalReason.PROTOCOL);
            assertThat(last.peer()).contains("127.0.0.1:");
            assertThat(last.detail()).isNotEmpty().doesNotContain("sk_live_secret");
        }
    }

    @Test
    void aTokenThatIsTooLargeIsPutIntoTheTrailWithoutTheToken() throws Exception {
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(startup(196608, "me@crm"));
            c.logIn("x".repeat(100_000));
        }
        assertThat(gateway.gate().lastRejection().target()).isEqualTo("crm");
        assertThat(gateway.gate().lastRejection().detail()).isEqualTo("the token is too large");
    }

    @Test
    void whatTheGateItselfRefusesIsNotRecordedTwice() throws Exception {
        int before = gateway.gate().rejections.size();
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(startup(196608, "crm"));
            assertThat(c.logIn("bad")).startsWith("E:28000");
        }
        assertThat(gateway.gate().rejections).hasSize(before);
    }

    @Test
    void aConnectionTooManyIsPutIntoTheTrail() throws Exception {
        List<RawClient> crowd = new ArrayList<>();
        try {
            for (int i = 0; i <= TestGateway.LIMITS.maxConversations(); i++) crowd.add(new RawClient(gateway.port()));
            assertThat(crowd.getLast().ready(1)).isEqualTo("EOF");
            assertThat(gateway.gate().lastRejection().reason()).isEqualTo(RefusalReason.TOO_MANY_SESSIONS);
        } finally {
            for (RawClient one : crowd) one.close();
        }
    }

    @Test
    void gssAndTlsAreDeclinedWhereThereIsNone() throws Exception {
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(join(int4(8), int4(80877104)));
            assertThat(c.in.read()).isEqualTo('N');
            c.send(join(int4(8), int4(80877103)));
            assertThat(c.in.read()).isEqualTo('N');
            c.send(startup(196608, "crm"));
            assertThat(c.logIn("good")).isEqualTo("ZI");
        }
    }

    @Test
    void protocol32HasLongCancelKeysAndTheyWork() throws Exception {
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(startup(196610, "crm"));
            assertThat(c.logIn("good")).isEqualTo("ZI");
            assertThat(c.secret).hasSize(32);
            c.send(q("select pg_sleep(32)"));
            gateway.awaitRunning("pg_sleep(32)");
            c.cancel(gateway.port());
            assertThat(c.ready(1)).startsWith("E:57014");
        }
    }

    @Test
    void newerMinorVersionsAndExtensionsAreNegotiatedDown() throws Exception {
        assertThat(answer(startup(196608 + 9, "crm", "_pq_.unknown", "1"))).isEqualTo("ZI");
        assertThat(answer(startup(2 << 16, "crm"))).startsWith("E:08P01");
    }

    @Test
    void whoSaysNothingIsSentAway() throws Exception {
        try (RawClient c = new RawClient(gateway.port())) {
            assertThat(c.ready(1)).isEqualTo("E:08P01:start-up took too long EOF");
            assertThat(gateway.gate().lastRejection().detail()).isEqualTo("start-up took too long");
        }
    }

    @Test
    void r14AnIdleSessionIsEnded() throws Exception {
        try (RawClient c = RawClient.open(gateway.port())) {
            c.send(q("select 1"));
            assertThat(c.ready(1)).isEqualTo("D:1 C ZI");
            assertThat(c.ready(1)).isEqualTo("E:57P05:the session was idle for too long EOF");
        }
    }

    @Test
    void aHugeTokenIsRefused() throws Exception {
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(startup(196608, "crm"));
            assertThat(c.logIn("x".repeat(100_000))).startsWith("E:08P01:the token is too large");
        }
    }
}
