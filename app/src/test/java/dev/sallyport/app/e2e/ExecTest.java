package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.trail.line.EventKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `sallyport exec`, as a process, against a real gateway and a real PostgreSQL: psql knows nothing of
/// sessions.
@Timeout(120)
class ExecTest {

    private static final String READ = "psql --no-psqlrc -Atc 'SELECT name FROM customers WHERE id = 42'";

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(folder, Crm.RESOLVE_TICKET);
        stage.configure(
                Crm.RESOLVE_TICKET,
                yaml -> Endpointed.with(yaml).replace("sessions: { ", "sessions: { tokenLifetime: 10s, "));
        stage.start();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    /// @param options before `--`
    private static ExecRun exec(List<String> options, String... command) throws Exception {
        Path token = Files.createTempFile(folder, "proof", "");
        Files.writeString(token, stage.token() + "\n");
        List<String> all = new ArrayList<>(List.of("--target", "crm"));
        if (!options.contains("--proof")) all.addAll(List.of("--proof", "file:" + token));
        all.addAll(options);
        Map<String, String> callers = Map.of("PGPASSWORD", "the caller's", "PGHOST", "the-callers");
        return ExecRun.of(stage, folder, callers, all, command);
    }

    private static long ended() throws Exception {
        return stage.records(EventKind.TASK_ENDED).size();
    }

    @Test
    void psqlReadsOneCustomerAndTheSessionIsClosed() throws Exception {
        long before = ended();
        try (ExecRun exec =
                exec(List.of(), "sh", "-c", READ + "; env; cat $PGPASSFILE | wc -l; stat -c %a $PGPASSFILE; exit 7")) {
            assertThat(exec.code()).as(exec.said()).isEqualTo(7);
            assertThat(exec.said())
                    .contains("Customer 42\n", "PGHOST=localhost\n", "PGSSLMODE=verify-full\n", "\n1\n600\n")
                    .doesNotContain("PGPASSWORD", "the-callers", "eyJ");
        }
        assertThat(ended()).isEqualTo(before + 1);
    }

    /// Tokens hold for ten seconds here; what psql reads at its second connect is another one.
    @Test
    void tokensAreFreshForAsLongAsTheCommandRuns() throws Exception {
        String twice =
                READ + "; a=$(cat $PGPASSFILE); sleep 12; [ \"$a\" != \"$(cat $PGPASSFILE)\" ] && echo fresh; " + READ;
        try (ExecRun exec = exec(List.of(), "sh", "-c", twice)) {
            assertThat(exec.code()).as(exec.said()).isZero();
            assertThat(exec.said()).isEqualTo("Customer 42\nfresh\nCustomer 42\n");
        }
    }

    @Test
    void aSignalReachesTheCommandAndTheSessionIsClosed() throws Exception {
        told(List.of());
    }

    private static void told(List<String> options) throws Exception {
        long before = ended();
        try (ExecRun exec =
                exec(options, "sh", "-c", "trap 'echo told; exit 9' TERM; echo up; while :; do sleep 0.1; done")) {
            Await.until(
                    "it is up",
                    () -> exec.said().contains("up") || !exec.process().isAlive());
            exec.process().destroy();
            assertThat(exec.code()).as(exec.said()).isEqualTo(9);
            assertThat(exec.said()).contains("told");
        }
        assertThat(ended()).isEqualTo(before + 1);
    }

    @Test
    void aCommandThatDoesNotExistClosesTheSessionToo() throws Exception {
        long before = ended();
        try (ExecRun exec = exec(List.of(), "/no/such/command")) {
            assertThat(exec.code()).as(exec.said()).isEqualTo(1);
        }
        assertThat(ended()).isEqualTo(before + 1);
    }

    @Test
    void withoutAProofNothingIsStarted() throws Exception {
        try (ExecRun exec = exec(List.of("--proof", "file:" + folder.resolve("nowhere")), "echo", "started")) {
            assertThat(exec.code()).as(exec.said()).isEqualTo(1);
            assertThat(exec.said())
                    .contains("no proof of who this is was found")
                    .doesNotContain("started");
        }
    }

    @Test
    void aProofThatTheGatewayRefusesIsSaid() throws Exception {
        Path forged = Files.writeString(
                folder.resolve("forged"), stage.identity(Crm.SUBJECT).signWithEmbeddedKey());
        try (ExecRun exec = exec(List.of("--proof", "file:" + forged), "echo", "started")) {
            assertThat(exec.code()).as(exec.said()).isEqualTo(1);
            assertThat(exec.said()).contains("the gateway opens no session: ").doesNotContain("started", "eyJ");
        }
    }

    // ---- behind walls

    private static void assumeRoot() throws Exception {
        assumeTrue(
                Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")),
                "skipped: a user id of its own needs root here");
    }

    @Test
    void behindWallsPsqlStillReadsOneCustomer() throws Exception {
        assumeRoot();
        long before = ended();
        String look =
                READ + "; psql service=crm -Atc 'SELECT name FROM customers WHERE id = 43'; id -un; echo $HOME; exit 5";
        try (ExecRun exec = exec(List.of("--confine"), "sh", "-c", look)) {
            assertThat(exec.code()).as(exec.said()).isEqualTo(5);
            assertThat(exec.said()).isEqualTo("Customer 42\nCustomer 43\nagent\n/home/agent\n");
        }
        assertThat(ended()).isEqualTo(before + 1);
    }

    @Test
    void behindWallsTheDatabaseItselfCannotBeReached() throws Exception {
        assumeRoot();
        String straight = "(exec 3<>/dev/tcp/127.0.0.1/" + stage.database().port() + ") 2>&1 && echo reached; exit 0";
        try (ExecRun free = exec(List.of(), "bash", "-c", straight);
                ExecRun exec = exec(List.of("--confine"), "bash", "-c", straight)) {
            assertThat(free.code()).isZero();
            assertThat(free.said()).contains("reached");
            assertThat(exec.code()).isZero();
            assertThat(exec.said()).contains("Connection refused").doesNotContain("reached");
        }
    }

    @Test
    void behindWallsTokensAreFreshAndSignalsArrive() throws Exception {
        assumeRoot();
        String twice = "sleep 12; " + READ;
        try (ExecRun exec = exec(List.of("--confine"), "sh", "-c", twice)) {
            assertThat(exec.code()).as(exec.said()).isZero();
            assertThat(exec.said()).isEqualTo("Customer 42\n");
        }
        told(List.of("--confine"));
    }

    /// `kill -9` of exec leaves nothing running.
    @Test
    void theCommandDiesWithExec() throws Exception {
        assumeRoot();
        String mark = "86419753";
        try (ExecRun exec = exec(List.of("--confine"), "sh", "-c", "echo up; sleep " + mark + "; :")) {
            Await.until(
                    "it is up",
                    () -> exec.said().contains("up") || !exec.process().isAlive());
            Await.until("it sleeps", () -> sleeping(mark));
            exec.process().destroyForcibly();
            Await.until("it is gone", () -> !sleeping(mark));
        }
    }

    private static boolean sleeping(String mark) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").endsWith("sleep " + mark));
    }
}
