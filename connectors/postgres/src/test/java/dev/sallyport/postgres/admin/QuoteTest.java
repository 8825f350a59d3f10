package dev.sallyport.postgres.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.target.Minting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R10: what fills a gap stays one token to the server, whatever stands in it.
class QuoteTest {

    @TempDir
    static Path folder;

    static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static List<String> hostile() {
        List<String> texts = new ArrayList<>(List.of(
                "a\"; DROP TABLE customers; --",
                "a'; DROP TABLE customers; --",
                "\\'; DROP TABLE customers; --",
                "\\\\",
                "\\",
                "'",
                "\"",
                "''\"\"",
                "$sallyport$",
                "{identifier}",
                "?",
                "{fn now()}",
                "a\nb\tc",
                "käse ☃ 😀",
                "select",
                "Mixed Case"));
        Random random = new Random(7);
        String alphabet = "'\"\\;-/*$?:{}()\n\r\t ae\u00e9\u2603";
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(15); j >= 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void aLiteralIsTheTextItself(String standardStrings) throws SQLException {
        try (Connection connection = server.superuser();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("SET escape_string_warning = off");
            statement.execute("SET standard_conforming_strings = " + standardStrings);
            for (String text : hostile()) {
                try (ResultSet row = statement.executeQuery("SELECT " + Quote.literal(text))) {
                    row.next();
                    assertThat(row.getString(1)).isEqualTo(text);
                }
            }
        }
    }

    @Test
    void anIdentifierIsTheNameItself() throws SQLException {
        try (Connection connection = server.superuser();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String text : hostile()) {
                if (text.getBytes(StandardCharsets.UTF_8).length <= 63) {
                    try (ResultSet row = statement.executeQuery("SELECT 1 AS " + Quote.identifier(text))) {
                        assertThat(row.getMetaData().getColumnLabel(1)).isEqualTo(text);
                    }
                }
            }
        }
    }

    @Test
    void whatTheServerWouldCutOrRefuseIsRefusedHere() {
        assertThatIllegalArgumentException().isThrownBy(() -> Quote.identifier(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Quote.identifier("x".repeat(64)));
        assertThatIllegalArgumentException().isThrownBy(() -> Quote.identifier("é".repeat(32)));
        assertThatIllegalArgumentException().isThrownBy(() -> Quote.identifier("a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Quote.literal("a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Quote.literal("\ud800"));
    }

    @Test
    void aGapTakesItsOwnKindOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> AdminStatement.DROP_ROLE.with(Part.literal("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> AdminStatement.DROP_ROLE.with());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdminStatement.DROP_ROLE.with(Part.identifier("x"), Part.identifier("y")));
    }

    @Test
    void aPartThatLooksLikeAGapIsNotFilledAgain() {
        assertThat(AdminStatement.JOIN.with(Part.identifier("{identifier}$1\\")).text(Minting.DIRECT))
                .isEqualTo("GRANT \"{identifier}$1\\\" TO CURRENT_USER");
        assertThat(AdminStatement.JOIN.with(Part.identifier("{identifier}$1'")).text(Minting.FUNCTIONS))
                .isEqualTo("SELECT sallyport.surrender('{identifier}$1''')");
    }
}
