package dev.sallyport.postgres.wire;

import static dev.sallyport.postgres.wire.RawClient.FLUSH;
import static dev.sallyport.postgres.wire.RawClient.SYNC;
import static dev.sallyport.postgres.wire.RawClient.bind;
import static dev.sallyport.postgres.wire.RawClient.close;
import static dev.sallyport.postgres.wire.RawClient.describe;
import static dev.sallyport.postgres.wire.RawClient.execute;
import static dev.sallyport.postgres.wire.RawClient.join;
import static dev.sallyport.postgres.wire.RawClient.message;
import static dev.sallyport.postgres.wire.RawClient.parse;
import static dev.sallyport.postgres.wire.RawClient.q;
import static dev.sallyport.postgres.wire.RawClient.x;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Verb;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Order, denial, cut, hold and cancel, by bare messages against a real server.
@Timeout(60)
class PipelineTest {

    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private static RawClient open() throws IOException {
        return RawClient.open(gateway.port());
    }

    @Test
    void answersComeInTheOrderAskedAndADenialSkipsToItsSync() throws Exception {
        try (RawClient c = open()) {
            c.send(x("select 'a'"), x("select 'b'"), SYNC, x("select 'deny!'"), x("select 'skipped'"), SYNC);
            c.send(x("select 'c'"), SYNC);
            assertThat(c.ready(3)).isEqualTo("D:a C D:b C ZI E:42501:denied: statement contains deny! ZI D:c C ZI");
        }
    }

    @Test
    void aDenialInTheMiddleOfABatchLeavesWhatCameBefore() throws Exception {
        try (RawClient c = open()) {
            c.send(x("select 'a'"), x("select 'deny!'"), x("select 'x'"), SYNC);
            assertThat(c.ready(1)).isEqualTo("D:a C E:42501:denied: statement contains deny! ZI");
        }
    }

    @Test
    void aDenialInATransactionAbortsIt() throws Exception {
        try (RawClient c = open()) {
            c.send(q("begin"), q("select 'deny!'"), q("select 'x'"), q("commit"));
            assertThat(c.ready(4))
                    .startsWith("C ZT E:42501:denied: statement contains deny! ZE E:25P02:")
                    .endsWith("ZE C ZI");
        }
    }

    @Test
    void anInsertBeforeADenialInOneBatchIsRolledBack() throws Exception {
        try (RawClient c = open()) {
            c.send(q("create temp table z(a int)"), x("insert into z values(1)"), x("select 'deny!'"), SYNC);
            c.send(q("select count(*) from z"));
            assertThat(c.ready(3)).isEqualTo("C ZI C E:42501:denied: statement contains deny! ZI D:0 C ZI");
        }
    }

    @Test
    void aFlushBringsAnswersBeforeTheSync() throws Exception {
        try (RawClient c = open()) {
            c.send(x("select 'f'"), FLUSH);
            assertThat(c.upTo(9, 'C')).isEqualTo("D:f C");
            c.send(x("select 'deny!'"), FLUSH);
            assertThat(c.upTo(9, 'E')).isEqualTo("E:42501:denied: statement contains deny!");
            c.send(SYNC);
            assertThat(c.ready(1)).isEqualTo("ZI");
        }
    }

    @Test
    void aLongAnswerIsCutWhileItStreamsAndTheSessionLivesOn() throws Exception {
        try (RawClient c = open()) {
            c.send(
                    x("select 'limit!2' from generate_series(1,9000) a, generate_series(1,9000) b"),
                    x("select 'skip'"),
                    SYNC);
            c.send(x("select 'usable'"), SYNC);
            assertThat(c.ready(2))
                    .startsWith("D:limit!2 D:limit!2 E:42501:denied: the answer was cut after 2 records")
                    .endsWith("ZI D:usable C ZI");
        }
    }

    @Test
    void anAnswerThatEndedBeforeTheCutReachedItFailsAllTheSame() throws Exception {
        try (RawClient c = open()) {
            c.send(x("select 'limit!2' from generate_series(1,4)"), SYNC, x("select 'usable'"), SYNC);
            assertThat(c.ready(2)).contains("E:42501").endsWith("ZI D:usable C ZI");
            c.send(x("select 'limit!2' from generate_series(1,4)"), x("select 'skip'"), SYNC, q("select 'usable'"));
            assertThat(c.ready(2)).contains("E:42501").doesNotContain("skip").endsWith("ZI D:usable C ZI");
        }
    }

    @Test
    void aCutNeverHitsTheNextStatement() throws Exception {
        for (int i = 0; i < 40; i++) {
            try (RawClient c = open()) {
                c.send(q("select 'limit!2' from generate_series(1,4)"), q("select 'usable'"));
                assertThat(c.ready(2)).contains("E:42501").endsWith("ZI D:usable C ZI");
            }
        }
    }

    @Test
    void aCutInATransactionAbortsIt() throws Exception {
        try (RawClient c = open()) {
            c.send(q("begin"), x("select 'limit!1' from generate_series(1,3)"), SYNC, q("commit"), q("select 'on'"));
            assertThat(c.ready(4)).startsWith("C ZT D:limit!1 E:42501").endsWith("ZE C ZI D:on C ZI");
        }
    }

    @Test
    void aHoldStopsOnlyItsOwnSession() throws Exception {
        try (RawClient held = open();
                RawClient other = open()) {
            held.send(x("select 'hold!'"), SYNC, x("select 'behind'"), SYNC);
            other.send(q("select 1"));
            assertThat(other.ready(1)).isEqualTo("D:1 C ZI");
            assertThat(held.ready(2)).isEqualTo("D:hold! C ZI D:behind C ZI");
        }
    }

    @Test
    void aCancelWhileHeldWithdrawsTheHold() throws Exception {
        try (RawClient c = open()) {
            int before = gateway.gate().withdrawn.get();
            c.send(q("select 'hold! to be withdrawn'"), q("select 'next'"));
            gateway.gate().awaitAsked("to be withdrawn");
            c.cancel(gateway.port());
            assertThat(c.ready(2))
                    .startsWith("E:")
                    .contains("cancelled while waiting")
                    .endsWith("ZI D:next C ZI");
            assertThat(gateway.gate().withdrawn.get()).isGreaterThan(before);
        }
    }

    @Test
    void aCancelReachesTheTarget() throws Exception {
        try (RawClient c = open()) {
            c.send(q("select pg_sleep(31)"));
            gateway.awaitRunning("pg_sleep(31)");
            c.cancel(gateway.port());
            assertThat(c.ready(1)).isEqualTo("E:57014:canceling statement due to user request ZI");
        }
    }

    @Test
    void aForeignCancelKeyDoesNothing() throws Exception {
        try (RawClient c = open();
                RawClient stranger = new RawClient(gateway.port())) {
            stranger.processId = c.processId;
            stranger.secret = new byte[] {1, 2, 3, 4};
            c.send(q("select pg_sleep(0.3)"));
            stranger.cancel(gateway.port());
            assertThat(c.ready(1)).isEqualTo("D: C ZI");
        }
    }

    @Test
    void fortyPipelinedReadsUseABudgetOfFiveExactlyFiveTimes() throws Exception {
        gateway.gate().budget.set(5);
        try (RawClient c = open()) {
            byte[] one = join(x("select 'budget!'"), SYNC);
            c.send(join(Collections.nCopies(40, one).toArray(byte[][]::new)));
            assertThat(c.ready(40).split("D:budget!", -1)).hasSize(6);
        }
    }

    @Test
    void aRecordThatIsWrittenLateKeepsTheOrder() throws Exception {
        try (RawClient c = open()) {
            c.send(x("select 'slow!'"), x("select 'b'"), SYNC, q("select 'c'"));
            assertThat(c.ready(2)).isEqualTo("D:slow! C D:b C ZI D:c C ZI");
        }
    }

    @Test
    void anOldTextNeverRunsUnderANewName() throws Exception {
        try (RawClient c = open()) {
            c.send(parse("s", "select 'old'"), SYNC);
            c.ready(1);
            c.send(parse("s", "select 'new'"), bind("", "s"), execute(""), SYNC);
            assertThat(c.ready(1)).isEqualTo("E:42P05:prepared statement \"s\" already exists ZI");
            c.send(x("select 1/0"), close('S', "s"), SYNC, parse("s", "select 'new'"), SYNC);
            c.send(bind("", "s"), execute(""), SYNC);
            assertThat(c.ready(3)).contains("22012").contains("42P05").endsWith("D:old C ZI");
        }
    }

    /// PostgreSQL cuts names at 63 bytes: two long names could be one.
    @Test
    void aNameThatTheServerWouldCutIsRefused() throws Exception {
        try (RawClient c = open()) {
            c.send(parse("n".repeat(64), "select 1"), SYNC, q("select 'on'"));
            assertThat(c.ready(2)).isEqualTo("E:42622:a name is longer than 63 bytes ZI D:on C ZI");
        }
    }

    @Test
    void anExecuteBehindAPipelinedPrepareMeansWhatWasPreparedLast() throws Exception {
        try (RawClient c = open()) {
            c.send(q("prepare s as select 1"));
            c.ready(1);
            c.send(q("deallocate s"), q("prepare s as select * from elsewhere"), q("execute s"));
            c.ready(3);
            assertThat(gateway.gate().actions)
                    .last()
                    .satisfies(a -> assertThat(a.operations()).anyMatch(o -> o.verb() == Verb.UNKNOWN));
        }
    }

    /// What failed halfway may have left its cursor behind.
    @Test
    void aCursorIsNotBelievedWhenItsTextFailedHalfway() throws Exception {
        try (RawClient c = open()) {
            c.send(q("begin"), q("declare c cursor for select 1"), q("close c"));
            c.ready(3);
            c.send(q("declare c cursor with hold for select 'other'; commit; select 1/0"), q("fetch all from c"));
            c.ready(2);
            assertThat(gateway.gate().actions)
                    .last()
                    .satisfies(a -> assertThat(a.operations()).anyMatch(o -> o.verb() == Verb.UNKNOWN));
        }
    }

    @Test
    void aSkippedParseOfTheUnnamedStatementDoesNotHideTheOldOne() throws Exception {
        try (RawClient c = open()) {
            c.send(parse("", "select 'old'"), SYNC);
            c.ready(1);
            c.send(x("select 1/0"), parse("", "select 'new'"), SYNC, bind("", ""), execute(""), SYNC);
            c.ready(2);
            assertThat(gateway.gate().actions)
                    .last()
                    .satisfies(a -> assertThat(a.statement()).doesNotContain("new"));
        }
    }

    @Test
    void namedStatementsPortalsAndDescribeWork() throws Exception {
        try (RawClient c = open()) {
            c.send(parse("s1", "select 'one'"), describe('S', "s1"), SYNC);
            assertThat(c.ready(1)).isEqualTo("ZI");
            c.send(bind("p1", "s1"), describe('P', "p1"), execute("p1"), close('P', "p1"), SYNC);
            assertThat(c.ready(1)).isEqualTo("D:one C ZI");
            c.send(bind("p1", "nowhere"), SYNC);
            assertThat(c.ready(1)).isEqualTo("E:26000:prepared statement \"nowhere\" does not exist ZI");
            c.send(execute("nowhere"), SYNC);
            assertThat(c.ready(1)).isEqualTo("E:34000:portal \"nowhere\" does not exist ZI");
        }
    }

    /// dynahash compares 63 bytes: under one of two longer names the other's text would run unjudged (R8).
    @Test
    void noMessageTakesANameThatTheServerWouldCut() throws Exception {
        String name = "n".repeat(63);
        try (RawClient c = open()) {
            c.send(
                    parse(name + "1", "select 'a'"),
                    SYNC,
                    describe('S', name + "2"),
                    SYNC,
                    close('S', name + "3"),
                    SYNC);
            c.send(bind("", name + "4"), SYNC, bind(name + "5", ""), SYNC, execute(name + "6"), SYNC);
            String refused = "E:42622:a name is longer than 63 bytes ZI";
            assertThat(c.ready(6)).isEqualTo(String.join(" ", Collections.nCopies(6, refused)));
            c.send(parse(name, "select 'a'"), bind(name, name), execute(name), SYNC);
            assertThat(c.ready(1)).isEqualTo("D:a C ZI");
        }
    }

    /// A cursor is read as what it is now, not as what a cursor of its name was.
    @Test
    void aFetchIsJudgedByTheCursorThatIsThereWhenItRuns() throws Exception {
        try (RawClient c = open()) {
            c.send(q("begin"), q("declare c cursor for select 'a'"), q("close c"));
            c.send(q("declare c cursor for select relname from pg_class"), q("fetch 1 from c"));
            assertThat(c.ready(5)).startsWith("C ZT C ZT C ZT C ZT D:").endsWith("ZT");
        }
        assertThat(gateway.gate().actions.stream().filter(a -> a.statement().equals("fetch 1 from c")))
                .singleElement()
                .matches(fetch -> fetch.operations().toString().contains("pg_class"));
    }

    @Test
    void copyGoesBothWays() throws Exception {
        try (RawClient c = open()) {
            c.send(q("create temp table c(a text)"), q("copy c from stdin"));
            assertThat(c.upTo(9, 'G')).isEqualTo("C ZI G");
            c.send(message('d', "one\ntwo\n"), message('c', ""), q("copy c to stdout"));
            assertThat(c.ready(2)).isEqualTo("C ZI H d d c C ZI");
            c.send(x("copy c from stdin"), SYNC);
            assertThat(c.upTo(9, 'G')).isEqualTo("G");
            c.send(message('d', "three\n"), message('c', ""), SYNC, q("select count(*) from c"));
            assertThat(c.ready(2)).isEqualTo("C ZI D:3 C ZI");
            c.send(q("copy c from stdin"));
            assertThat(c.upTo(9, 'G')).isEqualTo("G");
            c.send(message('f', "changed my mind\0"), q("copy c to stdout -- limit!1"));
            assertThat(c.ready(2))
                    .startsWith("E:57014")
                    .contains("ZI H d E:42501")
                    .endsWith("ZI");
            c.send(message('d', "stray\n"), q("select count(*) from c"));
            assertThat(c.ready(1)).isEqualTo("D:3 C ZI");
        }
    }

    @Test
    void aFunctionCallIsJudgedAndCarriedInItsPlace() throws Exception {
        try (RawClient c = open()) {
            // pi() has the oid 1610, oid 1 is no function's, and 1613 is denied by the script
            c.send(q("select 'a'"), call(1610), call(1), call(1613), x("select 'on'"), SYNC);
            assertThat(c.ready(5))
                    .isEqualTo("D:a C ZI V ZI E:42883:function with OID 1 does not exist ZI"
                            + " E:42501:denied: function call ZI D:on C ZI");
            assertThat(gateway.gate().actions)
                    .filteredOn(action -> action.statement().equals("function call by message: oid 1610"))
                    .singleElement()
                    .satisfies(action -> assertThat(action.operations())
                            .extracting(Operation::verb)
                            .containsExactly(Verb.UNKNOWN));
            c.send(message('F', "\0\0"));
            assertThat(c.ready(1)).startsWith("E:08P01");
        }
    }

    private static byte[] call(int oid) {
        return message('F', "\0\0" + (char) (oid >> 8) + (char) (oid & 0xff) + "\0\0\0\0\0\0");
    }

    @Test
    void containEndsTheSession() throws Exception {
        try (RawClient c = open()) {
            c.send(x("select 'a'"), SYNC, x("select 'contain!'"), SYNC);
            assertThat(c.ready(3)).isEqualTo("D:a C ZI E:42501:denied: contained EOF");
        }
    }

    @Test
    void revokingEndsARunningAnswerAtOnce() throws Exception {
        try (RawClient c = open()) {
            c.send(q("select 'x' from generate_series(1,9000) a, generate_series(1,90000) b"));
            assertThat(c.upTo(1, 'D')).isEqualTo("D:x");
            gateway.gate().ending.end("revoked");
            assertThat(c.ready(1)).endsWith("E:57P01:the session ended: revoked EOF");
        }
    }

    @Test
    void aLargeRowPassesPieceByPiece() throws Exception {
        try (RawClient c = open()) {
            c.send(q("select repeat('x', 5000000)"), q("select 'after'"));
            assertThat(c.ready(2)).hasSizeGreaterThan(5000000).endsWith("C ZI D:after C ZI");
        }
    }

    @Test
    void everyPermitIsAccountedForOnce() throws Exception {
        try (RawClient c = open()) {
            gateway.gate().endings.clear();
            c.send(x("select 'a'"), x("select 1/0"), x("select 'skipped'"), SYNC, q("select 'b'"));
            c.ready(2);
            assertThat(gateway.gate().endings)
                    .containsEntry("SUCCEEDED", 2)
                    .containsEntry("FAILED", 1)
                    .containsEntry("SKIPPED", 1);
        }
    }
}
