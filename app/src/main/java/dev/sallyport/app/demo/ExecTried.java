package dev.sallyport.app.demo;

import dev.sallyport.app.demo.Agent.Attempt;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `sallyport exec`, as a process of its own, around an agent that is a process of its own ([ExecutedAgent]).
final class ExecTried {

    private static final int PATIENCE_SECONDS = 60;

    private final Stage stage;

    ExecTried(Stage stage) {
        this.stage = stage;
    }

    Attempt run() throws IOException, InterruptedException {
        Path proof = stage.folder().path().resolve("proof.token");
        stage.folder().writePrivate("proof.token", stage.platformToken().sign());
        Path output = stage.folder().path().resolve("exec.out");
        Process process = new ProcessBuilder(words(proof))
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        String said = Files.readString(output).lines().reduce("", (before, line) -> line);
        return new Attempt(!process.isAlive() && process.exitValue() == 0 ? "allowed" : "refused", 0, said);
    }

    private List<String> words(Path proof) {
        int http = stage.gateway().sessionAddress().orElseThrow().port();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path", "");
        return List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classes,
                "dev.sallyport.app.Main",
                "exec",
                "--gateway",
                "https://localhost:" + http,
                "--postgres",
                "localhost:" + stage.gateway().address().port(),
                "--ca",
                stage.folder().certificate().toString(),
                "--purpose",
                "resolve-ticket",
                "--target",
                "crm",
                "--proof",
                "file:" + proof,
                "--",
                java,
                "-cp",
                classes,
                ExecutedAgent.class.getName());
    }
}
