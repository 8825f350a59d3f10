package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What must be seen nowhere: the lease's verifier, the password of the gateway's account, the agent's
/// token. Looked for in everything that the gateway wrote, in the database server's log, and in what
/// the agent was told.
class SecretsTest {

    @TempDir
    private Path folder;

    @Test
    void noSecretIsWrittenOrTold() throws Exception {
        try (E2eStage stage = E2eStage.play(folder, Crm.RESOLVE_TICKET)) {
            String token = stage.token();
            List<String> secrets = List.of(token.substring(token.lastIndexOf('.') + 1), accountPassword(stage));
            List<String> leases = new ArrayList<>();
            List<String> told = new ArrayList<>();
            try (Connection connection = stage.agents().connect(token)) {
                assertThat(Agents.read(connection, "SELECT name FROM customers WHERE id = 42"))
                        .hasSize(1);
                told.add(refusal(connection, "SELECT name FROM customers"));
                told.add(refusal(connection, "SELECT 1/0 FROM customers WHERE id = 42"));
                leases.addAll(verifiers(stage));
            }
            told.add(String.valueOf(catchThrowable(() -> stage.agents().connect(token + "x"))));
            stage.stop();
            told.addAll(written(stage.state()));
            assertThat(told).noneMatch(text -> secrets.stream().anyMatch(text::contains));
            told.add(stage.database().log());
            assertThat(leases).hasSizeGreaterThan(1);
            assertThat(told).noneMatch(text -> leases.stream().anyMatch(text::contains));
        }
    }

    private static String accountPassword(E2eStage stage) throws IOException {
        String login = Files.readString(stage.configuration().resolveSibling("crm-admin"));
        return login.substring(login.indexOf(':') + 1).strip();
    }

    /// The stored and server keys of the leases that are there now: `SCRAM-SHA-256$4096:salt$stored:server`.
    private static List<String> verifiers(E2eStage stage) throws Exception {
        List<String> parts = new ArrayList<>();
        for (String verifier : stage.database()
                .column("SELECT rolpassword FROM pg_authid WHERE rolname LIKE 'sallyport\\_%' AND rolcanlogin")) {
            parts.addAll(
                    List.of(verifier.substring(verifier.lastIndexOf('$') + 1).split(":", -1)));
        }
        return parts;
    }

    private static String refusal(Connection connection, String sql) {
        return String.valueOf(catchThrowable(() -> Agents.read(connection, sql)));
    }

    private static List<String> written(Path state) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(texts).hasSizeGreaterThan(3);
        return texts;
    }
}
