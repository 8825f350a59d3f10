package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is worked out off the loop: nobody else waits for it, nothing overtakes it, nothing is sent before.
@Timeout(60)
class AsidesTest {

    private static final int BENCHES = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /// One for each piece of work that may go on.
    private final Semaphore gate = new Semaphore(0);

    private final AtomicInteger begun = new AtomicInteger();
    private RawServer target;
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        target = RawServer.saying(RawServer.ok("hello"));
        stage = staged();
    }

    private Stage staged() throws IOException {
        Stage made = new Stage(target.port());
        made.target.slow = () -> {
            begun.incrementAndGet();
            gate.acquireUninterruptibly();
        };
        return made;
    }

    @AfterEach
    void close() throws IOException {
        gate.release(1000);
        assertThat(stage.gate.faults()).isEmpty();
        stage.close();
        target.close();
    }

    private Socket asking(String path) throws IOException {
        int before = begun.get();
        Socket socket = stage.dial();
        RawServer.write(socket, Stage.get(path));
        stage.gate.await("the work", () -> begun.get() > before);
        return socket;
    }

    private List<String> asked() {
        return stage.gate.actions().stream().map(Action::statement).toList();
    }

    /// Each loop serves some of the other connections.
    @Test
    void theLoopIsFreeMeanwhileAndNothingIsProposedOrSent_R10() throws IOException {
        try (Socket waiting = asking("/aside")) {
            for (int i = 0; i < 4; i++)
                assertThat(stage.raw(Stage.get("/free" + i))).endsWith("hello");
            assertThat(asked()).hasSize(4).noneMatch(statement -> statement.contains("aside"));
            assertThat(target.requests()).noneMatch(request -> request.contains("aside"));
            gate.release();
            assertThat(Stage.rest(waiting, 700)).startsWith("HTTP/1.1 200 OK").endsWith("hello");
        }
        assertThat(asked()).contains("GET /aside ");
    }

    @Test
    void whatFollowsOnTheConnectionWaits() throws IOException {
        try (Socket socket = asking("/aside")) {
            RawServer.write(socket, Stage.get("/second") + Stage.get("/third"));
            assertThat(stage.raw(Stage.get("/elsewhere"))).endsWith("hello");
            assertThat(asked()).containsExactly("GET /elsewhere ");
            gate.release();
            assertThat(Stage.rest(socket, 700)).contains("hello");
        }
        assertThat(asked()).containsExactly("GET /elsewhere ", "GET /aside ", "GET /second ", "GET /third ");
    }

    /// R18
    @Test
    void aSessionThatEndsMeanwhileGetsNothingOfIt() throws IOException {
        try (Socket socket = asking("/aside")) {
            stage.gate.endAll("revoked");
            assertThat(Stage.rest(socket, 700)).startsWith("HTTP/1.1 403").contains("ENDED session");
            gate.release();
            gate.release();
            assertThat(stage.raw(Stage.get("/aside-again"))).endsWith("hello");
        }
        assertThat(asked()).containsExactly("GET /aside-again ");
        assertThat(target.requests()).hasSize(1);
    }

    @Test
    void whoLeavesMeanwhileLeavesNothingBehind() throws IOException {
        asking("/aside").close();
        stage.gate.endAll("so that the agent's end is heard of");
        stage.gate.await("its session's end", () -> stage.gate.closed() == 1);
        gate.release();
        gate.release();
        assertThat(stage.raw(Stage.get("/aside-again"))).endsWith("hello");
        assertThat(asked()).containsExactly("GET /aside-again ");
    }

    @Test
    void aBugInItIsA500AndTheConnectionLivesOn() throws IOException {
        stage.target.slow = () -> {
            throw new IllegalStateException("a bug of the connector's");
        };
        assertThat(stage.raw(Stage.get("/aside") + Stage.get("/next")))
                .startsWith("HTTP/1.1 500")
                .endsWith("hello");
        assertThat(asked()).containsExactly("GET /next ");
    }

    @Test
    void fewAreWorkedOnAtATimeAndNobodyWaitsForEver() throws IOException {
        List<Socket> busy = new ArrayList<>();
        for (int i = 0; i < BENCHES; i++) busy.add(asking("/aside"));
        try (Socket socket = stage.dial()) {
            RawServer.write(socket, Stage.get("/aside-too-many"));
            assertThat(Stage.rest(socket, 700)).startsWith("HTTP/1.1 503").contains("BUSY gateway");
        }
        assertThat(begun).hasValue(BENCHES);
        assertThat(asked()).isEmpty();
        for (Socket each : busy) each.close();
    }

    @Test
    void piecesOfAnAnswerKeepTheirOrderAndAreCutInBetween() throws Exception {
        stage.close();
        target.close();
        target = new RawServer((_, socket) -> {
            int before = begun.get();
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\none");
            stage.gate.await("the first piece", () -> begun.get() > before);
            RawServer.write(socket, "two-ok");
        });
        stage = staged();
        try (Socket socket = asking("/later")) {
            assertThat(Stage.rest(socket, 700)).contains("200 OK").doesNotContain("one");
            assertThat(begun).as("no more of the answer is taken").hasValue(1);
            gate.release(2);
            assertThat(Stage.rest(socket, 700)).isEqualTo("onetwo-ok");
        }
        try (Socket socket = asking("/later")) {
            stage.gate.endAll("revoked");
            assertThat(Stage.rest(socket, 700)).doesNotContain("one").endsWith(">");
        }
        stage.gate.await("the outcomes", () -> stage.gate.outcomes().size() == 2);
        assertThat(stage.gate.outcomes()).extracting(Outcome::ending).containsExactly(Ending.SUCCEEDED, Ending.CUT);
    }
}
