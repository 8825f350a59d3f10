package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// COPY … FROM STDIN under limits: the records are counted as they are sent, and too many of them are none.
class CopyLimitTest {

    private static final String COPY = "COPY articles (id, title) FROM STDIN";

    private static final String RULES = """
            access:
              - { name: support, from: support-pods, to: crm, as: support, purposes: [resolve-ticket] }
            purposes:
              resolve-ticket:
                description: write articles
                allow:
                  - { read: crm/articles }
                  - { create: crm/articles, atMost: { perAction: 100, perSession: 150 } }
            """;

    @TempDir
    private Path folder;

    private E2eStage stage;
    private Connection agent;

    @BeforeEach
    void play() throws Exception {
        stage = E2eStage.playWriting(folder, RULES);
        stage.database().sql("TRUNCATE articles");
        agent = stage.agents().connect(stage.token(), Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        stage.close();
    }

    @Test
    void tooManyAreNone() throws Exception {
        assertThatThrownBy(() -> copy(COPY, lines(1, 101)))
                .hasMessageContaining("denied: more than 100 records were sent, the most that is allowed here")
                .hasMessageContaining("none of them was written")
                .hasMessageContaining("purposes.resolve-ticket.allow[1].atMost");
        assertThat(there()).isZero();
        assertThatThrownBy(() -> copy(COPY, lines(1, 100_000))).hasMessageContaining("none of them was written");
        assertThat(there()).isZero();
        assertThat(copy(COPY, lines(1, 98))).isEqualTo(98);
        assertThat(there()).isEqualTo(98);
    }

    /// And what was not written is not.
    @Test
    void whatWasWrittenIsCharged() throws Exception {
        assertThat(copy(COPY, lines(1, 100))).isEqualTo(100);
        assertThatThrownBy(() -> copy(COPY, lines(101, 151))).hasMessageContaining("more than 50 records were sent");
        assertThat(copy(COPY, lines(101, 150))).isEqualTo(50);
        assertThatThrownBy(() -> copy(COPY, lines(151, 151)))
                .hasMessageContaining("only 150 records of `articles` per session");
    }

    @Test
    void inATransactionItFailsLikeAnythingElse() throws Exception {
        agent.setAutoCommit(false);
        Agents.change(agent, "INSERT INTO articles (id, title) VALUES (7, 'first')");
        assertThatThrownBy(() -> copy(COPY, lines(101, 260))).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Agents.read(agent, "SELECT 1")).hasMessageContaining("current transaction is aborted");
        agent.rollback();
        assertThat(there()).isZero();
    }

    @Test
    void headersAndQuotedLines() throws Exception {
        String csv = "COPY articles (id, title) FROM STDIN (FORMAT csv, HEADER)";
        assertThat(copy(csv, "id,title\n" + lines(1, 100).replace('\t', ','))).isEqualTo(100);
        assertThatThrownBy(() -> copy(csv, "id,title\r\n201,\"" + "\n".repeat(60) + "\"\r\n"))
                .as("which quotes are meant is not looked at")
                .hasMessageContaining("more than 50 records were sent");
    }

    private long copy(String statement, String data) throws Exception {
        return agent.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(statement, new ByteArrayInputStream(data.getBytes(StandardCharsets.UTF_8)));
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> i + "\tt" + i + "\n")
                .collect(Collectors.joining());
    }

    private long there() throws SQLException {
        return Long.parseLong(
                stage.database().column("SELECT count(*) FROM articles").getFirst());
    }
}
