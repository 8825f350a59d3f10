package dev.sallyport.postgres.wire;

import static dev.sallyport.postgres.wire.RawClient.SYNC;
import static dev.sallyport.postgres.wire.RawClient.describe;
import static dev.sallyport.postgres.wire.RawClient.q;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Cursors of DECLARE as portals of the protocol: psycopg's server-side cursors speak of them in both ways.
@Timeout(60)
class CursorNamesTest {

    private static final String DECLARE = "DECLARE \"c\" NO SCROLL CURSOR FOR SELECT id FROM tickets WHERE id = 1";
    private static final String UNKNOWN = "E:34000:portal \"c\" does not exist";

    @TempDir
    private static Path folder;

    private static WitnessStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = new WitnessStage(folder, Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() throws Exception {
        stage.close();
    }

    @Test
    void aCursorIsDescribedUntilItIsGone() throws Exception {
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(q("BEGIN"), q(DECLARE));
            client.ready(2);
            client.send(describe('P', "c"), SYNC);
            assertThat(client.ready(1)).isEqualTo("ZT");
            client.send(q("FETCH 1 FROM \"c\""));
            assertThat(client.ready(1)).contains("D:1").endsWith("ZT");
            client.send(q("CLOSE \"c\""));
            client.ready(1);
            client.send(describe('P', "c"), SYNC);
            assertThat(client.ready(1)).startsWith(UNKNOWN).endsWith("ZE");
        }
    }

    @Test
    void nobodyElsesIs() throws Exception {
        try (RawClient one = RawClient.open(stage.port());
                RawClient other = RawClient.open(stage.port())) {
            one.send(q("BEGIN"), q(DECLARE));
            one.ready(2);
            other.send(q("BEGIN"), describe('P', "c"), SYNC);
            assertThat(other.ready(2)).contains(UNKNOWN).endsWith("ZE");
        }
    }
}
