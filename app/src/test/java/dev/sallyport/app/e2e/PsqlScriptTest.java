package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts as people write them for psql, unmodified.
class PsqlScriptTest {

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = Imports.play(folder);
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static Ran script(String text, String... options) throws Exception {
        Path script = Files.createTempFile(folder, "script", ".sql");
        Files.writeString(script, text);
        List<String> command = new ArrayList<>(List.of(Ran.program(folder, "psql"), "--no-psqlrc", "--no-password"));
        command.addAll(List.of("--quiet", "--tuples-only", "--no-align"));
        command.addAll(List.of(options));
        command.addAll(List.of("-f", script.toString()));
        return Ran.of(folder, stage.environment("verify-full"), command.toArray(String[]::new));
    }

    @Test
    void aScriptWithEverythingRunsToItsEnd() throws Exception {
        Files.writeString(folder.resolve("in.csv"), "1,one\n2,\"two, too\"\n3,three\n");
        Ran ran = script("""
                \\set ON_ERROR_STOP on
                \\timing off
                BEGIN;
                \\copy imports (id, name) FROM 'in.csv' WITH (FORMAT csv)
                SAVEPOINT before;
                INSERT INTO imports (id, name) VALUES (4, 'four') RETURNING name;
                ROLLBACK TO SAVEPOINT before;
                COMMIT;
                SELECT count(*) AS many, max(id) AS newest, count(*) > 2 AS several FROM imports \\gset
                \\echo :many :newest
                \\if :several
                  SELECT name FROM imports WHERE id = :newest;
                \\else
                  \\echo none
                \\endif
                SELECT format('SELECT title FROM articles WHERE id = %s', id) FROM imports ORDER BY id \\gexec
                COPY imports (id, name) FROM STDIN;
                10\tten
                11\televen
                \\.
                \\copy (SELECT id, name FROM imports ORDER BY id) TO 'out.csv' WITH (FORMAT csv, HEADER)
                PREPARE one(int) AS SELECT name FROM customers WHERE id = $1;
                EXECUTE one(42);
                DEALLOCATE one;
                BEGIN;
                DECLARE c CURSOR FOR SELECT id FROM articles ORDER BY id;
                FETCH 2 FROM c;
                MOVE 10 IN c;
                FETCH 1 FROM c;
                CLOSE c;
                END;
                DO $$ BEGIN NULL; END $$;
                \\echo never
                """);
        assertThat(ran.out())
                .startsWith("four\n3 3\nthree\nArticle 1\nArticle 2\nArticle 3\nCustomer 42\n1\n2\n13\n")
                .contains("ERROR:  denied: ")
                .doesNotContain("never");
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(folder.resolve("out.csv"))
                .hasContent("id,name\n1,one\n2,\"two, too\"\n3,three\n10,ten\n11,eleven\n");
    }

    /// R11
    @Test
    void withOnErrorStopADenialEndsTheScriptAndItsTransaction() throws Exception {
        Ran ran = script("""
                UPDATE tickets SET note = 'kept' WHERE id = 301;
                UPDATE tickets SET note = 'gone' WHERE id = 302;
                SELECT * FROM customers;
                UPDATE tickets SET note = 'never' WHERE id = 303;
                """, "-v", "ON_ERROR_STOP=1", "--single-transaction");
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.out()).contains("denied: ");
        assertThat(stage.database().column("SELECT DISTINCT note FROM tickets WHERE id BETWEEN 301 AND 303"))
                .containsExactly("");
    }

    @Test
    void withoutItTheScriptGoesOn() throws Exception {
        Ran ran = script("""
                DELETE FROM imports;
                \\copy customers TO 'stolen.csv'
                \\copy customers (id, email) FROM '/dev/null'
                UPDATE tickets SET note = 'went on' WHERE id = 311;
                SELECT note FROM tickets WHERE id = 311;
                """);
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).containsSubsequence("denied: ", "denied: ", "denied: ", "went on");
        assertThat(folder.resolve("stolen.csv")).isEmptyFile();
    }

    /// What a person types first.
    @Test
    void structureIsDescribed() throws Exception {
        Ran ran = script("""
                \\d imports
                \\dt
                \\df public.*
                \\dn
                \\conninfo
                """);
        assertThat(ran.exit()).isZero();
        assertThat(ran.out())
                .contains("public|imports|table|", "id|integer||not null|")
                .doesNotContain("denied");
    }
}
