package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// node-postgres, unmodified: `src/test/node/agent.mjs` with the packages of its lock file. Without
/// node, or npm's registry, it is skipped and says so; in CI it is not.
class NodePostgresTest {

    private static final Path PROGRAM = Path.of("src", "test", "node");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "agent.mjs");

    @TempDir
    private static Path folder;

    private static E2eStage stage;
    private static String node = "";

    @BeforeAll
    static void play() throws Exception {
        node = Ran.program(folder, "node");
        install(Ran.program(folder, "npm"));
        stage = E2eStage.play(folder, Crm.RESOLVE_TICKET);
    }

    @AfterAll
    static void close() throws Exception {
        if (stage != null) stage.close();
    }

    private static void install(String npm) throws IOException, InterruptedException {
        for (String file : FILES) Files.copy(PROGRAM.resolve(file), folder.resolve(file));
        Ran ran = Ran.of(folder, surroundings(), npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        boolean must = Boolean.parseBoolean(System.getenv("CI"));
        assumeTrue(must || ran.exit() == 0, "npm cannot install node-postgres here: " + ran.out());
        assertThat(ran.out()).as("npm ci").contains("added ");
    }

    /// What npm itself is told on this machine: where it finds packages, and how it gets there.
    private static Map<String, String> surroundings() {
        return System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().matches("(?i)PATH|HOME|CI|NODE_.*|NPM_.*|\\w*_PROXY"))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void everyWayOfAskingWorks() throws Exception {
        Ran ran = Ran.of(folder, stage.environment("require"), node, "agent.mjs");
        assertThat(ran.out()).doesNotContain("Error").endsWith("ok clear text is refused\n");
        assertThat(ran.out().lines()).hasSize(15).allMatch(line -> line.startsWith("ok "));
        assertThat(ran.exit()).isZero();
        assertThat(Optional.of(stage.database().one("SELECT note FROM tickets WHERE id = 202")))
                .contains("by node");
    }
}
