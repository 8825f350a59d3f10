package dev.sallyport.app.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real SPIRE server and agent of trust domain `example.org`, on loopback and Unix sockets in one folder. The agent
/// is attested by a join token, workloads by their user id.
final class Spire implements AutoCloseable {

    private static final String SERVER = """
            server {
              bind_address = "127.0.0.1"
              bind_port = "PORT"
              socket_path = "FOLDER/server.sock"
              trust_domain = "example.org"
              data_dir = "FOLDER/server"
              log_level = "INFO"
              ca_ttl = "1h"
              ca_key_type = "ec-p256"
            }
            plugins {
              DataStore "sql" { plugin_data { database_type = "sqlite3" connection_string = "FOLDER/server/data.sqlite3" } }
              KeyManager "memory" { plugin_data {} }
              NodeAttestor "join_token" { plugin_data {} }
            }
            """;

    private static final String AGENT = """
            agent {
              data_dir = "FOLDER/agent"
              log_level = "INFO"
              server_address = "127.0.0.1"
              server_port = "PORT"
              socket_path = "FOLDER/agent.sock"
              trust_domain = "example.org"
              trust_bundle_path = "FOLDER/bootstrap.pem"
              experimental { sync_interval = "1s" }
            }
            plugins {
              NodeAttestor "join_token" { plugin_data {} }
              KeyManager "memory" { plugin_data {} }
              WorkloadAttestor "unix" { plugin_data {} }
            }
            """;

    private static final String NODE = "spiffe://example.org/node";

    private final Path folder;
    private final int port;
    private final Deque<Process> running = new ArrayDeque<>();

    private Spire(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /// Skips the test, saying so, where the programs are not.
    ///
    /// @param folder others than its owner may go through it
    static Spire start(Path folder) throws Exception {
        Path programs = programs();
        for (String name : List.of("spire-server", "spire-agent")) {
            assumeTrue(
                    Files.isExecutable(programs.resolve(name)),
                    "skipped: no " + name + " of tools/spire on this machine; .ci/run builds it where Go is installed");
            Files.copy(programs.resolve(name), folder.resolve(name));
        }
        Spire spire = new Spire(folder, freePort());
        try {
            spire.serve();
            return spire;
        } catch (Exception | AssertionError e) {
            spire.close();
            throw e;
        }
    }

    /// Where `.ci/run` puts what it builds: named by the dependencies it was built from.
    private static Path programs() throws Exception {
        Path sums = Path.of("..", "tools", "spire", "go.sum");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(sums));
        return Path.of(System.getProperty("user.home"), ".cache", "sallyport", "spire")
                .resolve(HexFormat.of().formatHex(hash).substring(0, 16));
    }

    private void serve() throws Exception {
        for (String name : List.of("server", "agent")) Files.createDirectory(folder.resolve(name));
        start("spire-server", write("server.conf", SERVER), List.of());
        Await.until("the SPIRE server", () -> server("healthcheck").exit() == 0);
        Files.writeString(
                folder.resolve("bootstrap.pem"), server("bundle", "show").out());
        String token = only(server("token", "generate", "-spiffeID", NODE), "Token: (\\S+)");
        start("spire-agent", write("agent.conf", AGENT), List.of("-joinToken", token));
        Await.until("the SPIRE agent", () -> agent("healthcheck").exit() == 0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(
                folder.resolve(name), text.replace("PORT", String.valueOf(port)).replace("FOLDER", folder.toString()));
    }

    private void start(String program, Path configuration, List<String> more) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(folder.resolve(program).toString(), "run", "-config", configuration.toString()));
        command.addAll(more);
        running.push(new ProcessBuilder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".log").toFile())
                .start());
    }

    /// Of the server, on loopback.
    int port() {
        return port;
    }

    /// The serial number of the certificate by which the agent is known to the server.
    String agentSerial() throws Exception {
        return only(server("agent", "list"), "Serial number\\s*: (\\S+)");
    }

    /// The Workload API.
    Path socket() {
        return folder.resolve("agent.sock");
    }

    /// @param lifetime seconds of its X.509-SVIDs
    void register(String path, int user, int lifetime, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("entry", "create", "-parentID", NODE, "-spiffeID", "spiffe://example.org" + path, "-selector"));
        arguments.addAll(List.of("unix:uid:" + user, "-x509SVIDTTL", String.valueOf(lifetime)));
        arguments.addAll(List.of(more));
        Ran created = server(arguments.toArray(String[]::new));
        if (created.exit() != 0) throw new IllegalStateException(created.out());
    }

    /// Puts a new authority beside the one that signs, into the bundle of the trust domain.
    ///
    /// @return its id
    String prepareAuthority() throws Exception {
        return only(server("localauthority", "x509", "prepare"), "Authority ID: (\\S+)");
    }

    String activeAuthority() throws Exception {
        return only(server("localauthority", "x509", "show"), "Authority ID: (\\S+)");
    }

    /// @param step such as `activate`, `taint`, `revoke`
    void authority(String step, String id) throws Exception {
        Ran ran = server("localauthority", "x509", step, "-authorityID", id);
        if (ran.exit() != 0) throw new IllegalStateException(ran.out());
    }

    /// As this user, without input and with a time-out.
    Ran as(int user, Map<String, String> environment, String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("setpriv", "--reuid", String.valueOf(user), "--regid"));
        all.addAll(List.of(String.valueOf(user), "--clear-groups"));
        all.addAll(List.of(command));
        return Ran.of(folder, environment, all.toArray(String[]::new));
    }

    /// The X.509-SVID of this user's processes, written into a folder of its own as `svid.0.pem`, `svid.0.key` and
    /// `bundle.0.pem`.
    Ran fetch(int user, Path into) throws Exception {
        bothRun();
        if (!Files.isDirectory(into)) {
            Files.createDirectory(
                    into, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            Ran.of(folder, Map.of(), "/usr/bin/chown", String.valueOf(user), into.toString());
        }
        return as(user, Map.of(), fetching("x509", "-write", into.toString()));
    }

    /// A JWT-SVID of this user's processes.
    String token(int user, String audience) throws Exception {
        Ran ran = as(user, Map.of(), fetching("jwt", "-audience", audience));
        return only(ran, "\\s(ey\\S+\\.\\S+\\.\\S+)");
    }

    private String[] fetching(String kind, String... more) {
        List<String> all = new ArrayList<>(List.of(folder.resolve("spire-agent").toString(), "api", "fetch", kind));
        all.addAll(List.of("-socketPath", socket().toString(), "-timeout", "10s"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private Ran server(String... arguments) throws Exception {
        return tool("spire-server", folder.resolve("server.sock"), arguments);
    }

    private Ran agent(String... arguments) throws Exception {
        return tool("spire-agent", socket(), arguments);
    }

    private Ran tool(String program, Path socket, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(folder.resolve(program).toString()));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-socketPath", socket.toString()));
        return Ran.of(folder, Map.of(), all.toArray(String[]::new));
    }

    private static String only(Ran ran, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(ran.out());
        if (!matcher.find()) throw new IllegalStateException("unexpected answer: " + ran.out());
        return matcher.group(1);
    }

    /// What is asked of a program that ended would be waited for in vain.
    private void bothRun() throws IOException {
        for (Process process : running)
            if (!process.isAlive()) throw new IllegalStateException("a program of SPIRE's ended: " + log());
    }

    /// What both have logged.
    private String log() throws IOException {
        return Files.readString(folder.resolve("spire-server.log"))
                + Files.readString(folder.resolve("spire-agent.log"));
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : running) {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
        }
    }
}
