package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// PostgreSQL's own programs, unmodified, with the token in the place of the password.
class ProgramsTest {

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.play(folder, Crm.RESOLVE_TICKET);
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static String program(String name) throws Exception {
        return Ran.program(folder, name);
    }

    private static Ran psql(String mode, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(program("psql"), "--no-psqlrc", "--no-password", "--tuples-only", "--no-align"));
        command.addAll(List.of(arguments));
        return Ran.of(folder, stage.environment(mode), command.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"require", "verify-full"})
    void psqlReadsOneCustomer(String mode) throws Exception {
        Ran ran = psql(mode, "-c", "SELECT name FROM customers WHERE id = 42");
        assertThat(ran).isEqualTo(new Ran(0, "Customer 42\n"));
    }

    @Test
    void psqlIsToldWhyADumpIsDenied() throws Exception {
        Ran ran = psql("require", "-c", "SELECT * FROM customers");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out())
                .contains("ERROR:  denied: ", "DETAIL:  rule `purposes.resolve-ticket.allow[0]", "request `")
                .doesNotContain("Customer 1");
    }

    @Test
    void aScriptSetsVariablesAndGoesOnAfterADenial() throws Exception {
        Path script = folder.resolve("script.sql");
        Files.writeString(script, """
                \\set id 43
                \\set who '\\'Customer \\' || :id'
                SELECT name = :who FROM customers WHERE id = :id;
                DELETE FROM customers;
                BEGIN;
                UPDATE tickets SET note = 'by script' WHERE id = :id;
                COMMIT;
                SELECT note FROM tickets WHERE id = :id \\gset
                \\echo :note
                """);
        Ran ran = psql("require", "-q", "-f", script.toString());
        assertThat(ran.out()).contains("denied: ").startsWith("t\n").endsWith("by script\n");
        assertThat(stage.database().one("SELECT count(*) FROM customers")).isEqualTo("2000");
    }

    @Test
    void copyToStdoutStreams() throws Exception {
        Ran ran = psql("require", "-c", "COPY (SELECT id, title FROM articles ORDER BY id) TO STDOUT");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out().lines()).hasSize(500).first().isEqualTo("1\tArticle 1");
        Ran denied = psql("require", "-c", "COPY customers TO STDOUT");
        assertThat(denied.exit()).isEqualTo(1);
        assertThat(denied.out()).contains("denied: ").doesNotContain("Customer 1");
    }

    /// R17
    @Test
    void clearTextIsRefusedBeforeThePasswordIsAskedFor() throws Exception {
        Map<String, String> environment = stage.environment("disable");
        environment.remove("PGPASSWORD");
        Ran ran = Ran.of(folder, environment, program("psql"), "--no-psqlrc", "--no-password", "-c", "SELECT 1");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).contains("clear text is refused here").doesNotContain("password");
    }

    /// R17, on the wire: the first answer to a start-up packet in clear is an error, not a question.
    @Test
    void theFirstAnswerInClearTextIsAnError() throws Exception {
        byte[] parameters = "user\0crm\0database\0crm\0\0".getBytes(StandardCharsets.US_ASCII);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), stage.agents().port())) {
            socket.setSoTimeout((int) Await.PATIENCE.toMillis());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(8 + parameters.length);
            out.writeInt(3 << 16);
            out.write(parameters);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat((char) in.readByte()).isEqualTo('E');
            in.readNBytes(in.readInt() - 4);
            assertThat(in.read()).as("hung up").isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "prepared"})
    void pgbenchRunsItsScript(String mode) throws Exception {
        Path script = folder.resolve("bench.sql");
        Files.writeString(script, """
                \\set id random(1, 500)
                SELECT title FROM articles WHERE id = :id;
                BEGIN;
                UPDATE tickets SET note = 'pgbench' WHERE id = :id;
                END;
                """);
        Ran ran = Ran.of(
                folder,
                stage.environment("require"),
                program("pgbench"),
                "--no-vacuum",
                "-M",
                mode,
                "-c",
                "2",
                "-j",
                "1",
                "-t",
                "50",
                "-f",
                script.toString());
        assertThat(ran.out()).contains("number of transactions actually processed: 100/100");
        assertThat(ran.exit()).isZero();
    }
}
