package dev.sallyport.postgres.wire;

import static dev.sallyport.postgres.wire.RawClient.SYNC;
import static dev.sallyport.postgres.wire.RawClient.q;
import static dev.sallyport.postgres.wire.RawClient.x;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// R8: what a session itself has changed about the structure is looked at before the next statement is understood.
@Timeout(60)
class StructureTest {

    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.looks.set(0);
        gateway.blind = false;
        gateway.gate().actions.clear();
    }

    private static String asked(RawClient client, String... texts) throws Exception {
        for (String text : texts) client.send(q(text));
        return client.ready(texts.length);
    }

    @Test
    void whatFollowsAChangeIsUnderstoodAfterOneLook() throws Exception {
        try (RawClient c = RawClient.open(gateway.port())) {
            assertThat(asked(c, "select 'a'", "create table made (id int)", "select 'b'", "select 'c'"))
                    .isEqualTo("D:a C ZI C ZI D:b C ZI D:c C ZI");
            assertThat(gateway.looks).hasValue(1);
            c.send(x("alter table made add n int"), SYNC, x("select 'd'"), x("select 'e'"), SYNC);
            assertThat(c.ready(2)).isEqualTo("C ZI D:d C D:e C ZI");
            assertThat(gateway.looks).hasValue(2);
            assertThat(asked(c, "do $$ begin drop table made; end $$", "select 'f'"))
                    .isEqualTo("C ZI D:f C ZI");
            assertThat(gateway.looks).hasValue(3);
        }
    }

    @Test
    void aChangeInATransactionIsLookedAtWhenOthersSeeIt() throws Exception {
        try (RawClient c = RawClient.open(gateway.port())) {
            assertThat(asked(c, "begin", "create table other (id int)", "select 'a'"))
                    .endsWith("D:a C ZT");
            assertThat(gateway.looks).hasValue(0);
            assertThat(asked(c, "commit", "select 'b'", "drop table other")).isEqualTo("C ZI D:b C ZI C ZI");
            assertThat(gateway.looks).hasValue(1);
        }
    }

    @Test
    void whatWasDeniedChangedNothing() throws Exception {
        try (RawClient c = RawClient.open(gateway.port())) {
            assertThat(asked(c, "create table denied (id int) -- deny!", "select 'a'"))
                    .startsWith("E:42501")
                    .endsWith("D:a C ZI");
            assertThat(gateway.looks).hasValue(0);
        }
    }

    @Test
    void whatCannotBeLookedAtIsNotUnderstoodUntilItCan() throws Exception {
        try (RawClient c = RawClient.open(gateway.port())) {
            gateway.blind = true;
            asked(c, "create table hidden (id int)", "select 'a'");
            assertThat(notes()).contains("the target's structure changed and cannot be looked at now");
            gateway.blind = false;
            gateway.gate().actions.clear();
            asked(c, "select 'b'", "drop table hidden");
            assertThat(notes()).isEmpty();
        }
    }

    private static List<String> notes() {
        return gateway.gate().actions.stream()
                .filter(action -> action.statement().startsWith("select"))
                .map(Action::operations)
                .flatMap(List::stream)
                .map(operation -> operation.note())
                .filter(note -> !note.isEmpty())
                .toList();
    }
}
