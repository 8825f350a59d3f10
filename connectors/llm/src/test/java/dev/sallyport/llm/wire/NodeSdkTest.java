package dev.sallyport.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The npm packages `openai`, `@anthropic-ai/sdk` and `@google/genai`, unmodified:
/// `src/test/node/agent.mjs` with the packages of its lock file. Without node, or npm's registry, it is
/// skipped and says so; in CI it is not.
class NodeSdkTest {

    private static final Path PROGRAM = Path.of("src", "test", "node");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "agent.mjs");

    private record Ran(int exit, String out) {}

    @TempDir
    private static Path folder;

    private static Ran run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "ran", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            return new Ran(ended ? process.exitValue() : -1, Files.readString(out));
        } finally {
            process.destroyForcibly();
        }
    }

    /// What npm itself is told on this machine: where it finds packages, and how it gets there.
    private static Map<String, String> surroundings() {
        return System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().matches("(?i)PATH|HOME|CI|NODE_.*|NPM_.*|\\w*_PROXY"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String program(String name) {
        for (String place : System.getenv().getOrDefault("PATH", "").split(":")) {
            Path file = Path.of(place).resolve(name);
            if (Files.isExecutable(file)) return file.toString();
        }
        assumeTrue(false, name + " is not installed on this machine");
        return "";
    }

    private static void install() throws IOException, InterruptedException {
        for (String file : FILES) Files.copy(PROGRAM.resolve(file), folder.resolve(file));
        Ran ran = run(surroundings(), program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        boolean must = Boolean.parseBoolean(System.getenv("CI"));
        assumeTrue(must || ran.exit() == 0, "npm cannot install the SDKs here: " + ran.out());
        assertThat(ran.out()).as("npm ci").contains("added ");
    }

    private static Map<String, String> agent(Stage stage) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
        environment.put("HOME", folder.toString());
        environment.put("OPENAI_BASE_URL", stage.address("openai") + "/v1");
        environment.put("OPENAI_API_KEY", "good");
        environment.put("ANTHROPIC_BASE_URL", stage.address("anthropic"));
        environment.put("ANTHROPIC_API_KEY", "good");
        environment.put("GEMINI_BASE_URL", stage.address("gemini"));
        environment.put("GEMINI_API_KEY", "good");
        return environment;
    }

    @Test
    void everyWayOfAskingWorks() throws Exception {
        String node = program("node");
        install();
        try (Stage stage = new Stage()) {
            stage.model.answers(Questions::answer);
            Ran ran = run(agent(stage), node, "agent.mjs");
            assertThat(ran.out().lines()).as(ran.out()).hasSize(18).allMatch(line -> line.startsWith("ok "));
            assertThat(ran.exit()).isZero();
            assertThat(ran.out()).doesNotContain(Stage.KEY);
            assertThat(stage.gate.proposed()).contains("EXECUTE proposal read_ticket", "EXECUTE proposal bad_mail");
            assertThat(stage.gate.observed)
                    .extracting(turn -> turn.role() + " " + turn.source())
                    .contains("call read_ticket")
                    .doesNotContain("call bad_mail");
        }
    }
}
