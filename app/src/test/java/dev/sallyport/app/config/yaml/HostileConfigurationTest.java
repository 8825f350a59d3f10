package dev.sallyport.app.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.config.Given;
import dev.sallyport.app.config.load.LoadResult;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import dev.sallyport.app.config.load.LoadResult.Rejected;
import dev.sallyport.app.config.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the bytes are: a result comes back, and it is one of the two. Seeds make every run the same.
@Timeout(120)
class HostileConfigurationTest {

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            ", ",
            "- ",
            "\n",
            "\n  ",
            "&a ",
            "*a",
            "!x ",
            "!!int ",
            "? ",
            "| ",
            "> ",
            "'",
            "\"",
            "#",
            "%YAML 1.2\n",
            "---\n",
            "...\n",
            "<<",
            "~",
            "null",
            "true",
            "1",
            "-1",
            "1e9",
            "0x1",
            ".inf",
            "listen",
            "targets",
            "postgres",
            "access",
            "purposes",
            "allow",
            "read",
            "atMost",
            "crm/customers",
            "env:X",
            "file:\0",
            "\t",
            "\r",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\ud83d\ude00",
            "99999999999999999999",
            "30s",
            "@",
            "`");

    @TempDir
    Path folder;

    private Given given;

    @BeforeEach
    void given() {
        given = Given.in(folder);
    }

    @Test
    void randomBytes() {
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            judged(bytes);
        }
    }

    @Test
    void randomPiecesOfYaml() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(40); j > 0; j--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            judged(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aGoodConfigurationWithAPieceReplaced() {
        Random random = new Random(3);
        for (int i = 0; i < 4000; i++) {
            int from = random.nextInt(Given.PLAIN.length());
            int to = Math.min(Given.PLAIN.length(), from + random.nextInt(20));
            String text = Given.PLAIN.substring(0, from)
                    + PIECES.get(random.nextInt(PIECES.size()))
                    + Given.PLAIN.substring(to);
            judged(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void longRunsOfOnePiece() {
        for (String piece : PIECES) {
            judged(piece.repeat(20_000).getBytes(StandardCharsets.UTF_8));
            judged(("a: " + piece.repeat(20_000)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void judged(byte[] bytes) {
        LoadResult result = given.load(bytes);
        switch (result) {
            case Loaded loaded -> assertThat(loaded.generation()).matches("[0-9a-f]{16}");
            case Rejected rejected -> assertThat(rejected.problems()).anyMatch(Problem::isError);
        }
        assertThat(result.problems())
                .allSatisfy(problem -> assertThat(problem.toString())
                        .doesNotContainPattern("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]"));
    }
}
