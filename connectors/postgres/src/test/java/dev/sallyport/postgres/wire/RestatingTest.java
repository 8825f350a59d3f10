package dev.sallyport.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// R4: a time-out that is asked for beyond its ceiling becomes the ceiling (a minute here), whichever way it
/// is asked.
@Timeout(60)
class RestatingTest {

    private static final String LIFT = "set statement_timeout = 0";
    private static final String SHOW = "show statement_timeout";

    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private static String said(int ready, byte[]... messages) throws IOException {
        try (RawClient c = RawClient.open(gateway.port())) {
            c.send(RawClient.q("set statement_timeout = 7"));
            c.ready(1);
            c.send(messages);
            return c.ready(ready);
        }
    }

    @Test
    void inAQuery() throws Exception {
        assertThat(said(2, RawClient.q(LIFT), RawClient.q(SHOW))).isEqualTo("C ZI D:1min C ZI");
    }

    @Test
    void inAnUnnamedStatement() throws Exception {
        byte[] set = RawClient.join(
                RawClient.parse("", LIFT),
                RawClient.bind("", ""),
                RawClient.describe('P', ""),
                RawClient.execute(""),
                RawClient.SYNC);
        assertThat(said(2, set, RawClient.q(SHOW))).isEqualTo("C ZI D:1min C ZI");
    }

    /// The target prepared the ceiling, so that later executions need no care.
    @Test
    void inANamedStatementThatIsPreparedFirst() throws Exception {
        byte[] prepared = RawClient.join(
                RawClient.close('S', "none"),
                RawClient.parse("s", LIFT),
                RawClient.describe('S', "s"),
                RawClient.FLUSH,
                RawClient.SYNC);
        byte[] executed = RawClient.join(RawClient.bind("", "s"), RawClient.execute(""), RawClient.SYNC);
        assertThat(said(3, prepared, executed, RawClient.q(SHOW))).isEqualTo("ZI C ZI D:1min C ZI");
    }

    @Test
    void betweenOtherStatementsOfOnePipeline() throws Exception {
        byte[] batch = RawClient.join(
                RawClient.x("select 'a'"), RawClient.x(LIFT), RawClient.x(SHOW), RawClient.x("select 'b'"));
        assertThat(said(1, batch, RawClient.SYNC)).isEqualTo("D:a C C D:1min C D:b C ZI");
    }

    @Test
    void inACall() throws Exception {
        byte[] call = RawClient.q("select set_config('statement_timeout', '0', false)");
        assertThat(said(2, call, RawClient.q(SHOW))).isEqualTo("D:1min C ZI D:1min C ZI");
    }

    /// The agent hears that it got less, before the answer ends.
    @Test
    void theAgentIsWarned() throws Exception {
        try (RawClient c = RawClient.open(gateway.port())) {
            c.send(RawClient.q(LIFT));
            assertThat((char) c.in.readByte()).isEqualTo('N');
            byte[] notice = c.in.readNBytes(c.in.readInt() - 4);
            assertThat(RawClient.field(notice, 'V')).isEqualTo("WARNING");
            assertThat(RawClient.field(notice, 'C')).isEqualTo("01000");
            assertThat(RawClient.field(notice, 'M'))
                    .isEqualTo("setting `statement_timeout` is kept at `60000ms`, the most that is allowed here");
            assertThat(c.ready(1)).isEqualTo("C ZI");
        }
    }

    /// R8: nothing of the session's own is found before the built-ins.
    @Test
    void theEmptyPathKeepsTemporaryTablesLast() throws Exception {
        byte[] path = RawClient.q("select pg_catalog.set_config('search_path', '', false)");
        assertThat(said(2, path, RawClient.q("show search_path")))
                .isEqualTo("D:pg_catalog, pg_temp C ZI D:pg_catalog, pg_temp C ZI");
    }

    /// A prepared statement is analysed anew when the path changes: it would mean something else than what
    /// was judged.
    @Test
    void thePathIsNotEmptiedBehindWhatIsPrepared() throws Exception {
        byte[] path = RawClient.q("select pg_catalog.set_config('search_path', '', false)");
        byte[] prepared = RawClient.join(RawClient.parse("s", "select 1"), RawClient.SYNC);
        assertThat(said(3, prepared, path, RawClient.q("show search_path")))
                .startsWith("ZI E:55000:the search path can be emptied by a simple query")
                .endsWith(" ZI D:\"$user\", public C ZI");
        byte[] unnamed = RawClient.join(RawClient.x("select set_config('search_path', '', false)"), RawClient.SYNC);
        assertThat(said(2, unnamed, RawClient.q("show search_path")))
                .startsWith("E:55000:")
                .endsWith(" ZI D:\"$user\", public C ZI");
    }
}
