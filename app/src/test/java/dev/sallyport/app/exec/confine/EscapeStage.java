package dev.sallyport.app.exec.confine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Runs in a process of its own, in a network namespace that has a loopback device and no other: whatever
/// an attempt does, it reaches nothing but what is started here. Prints, for each attempt, first how it
/// goes without a confinement and then with one.
public final class EscapeStage {

    private static final String OTHER = "10.77.0.1";
    private static final String METADATA = "169.254.169.254";
    private static final String DNS = "10.77.0.53";
    private static final int PATIENCE_SECONDS = 20;
    private static final int LATE_TENTHS = 40;

    private final Path folder;
    /// What was said to the gateway after its attempt had ended: `FREE`, `CONFINED`.
    private final Set<String> late = ConcurrentHashMap.newKeySet();
    private final Map<String, String> known = new HashMap<>();
    private Destination gateway = new Destination("", 0, new InetSocketAddress(0));
    private final List<Process> servants = new ArrayList<>();

    private EscapeStage(Path folder) {
        this.folder = folder;
    }

    /// @param arguments a folder that everybody may read and write
    public static void main(String[] arguments) throws Exception {
        EscapeStage stage = new EscapeStage(Path.of(arguments[0]));
        try {
            stage.set();
            for (EscapeAttempt attempt : EscapeAttempt.values()) stage.tryBoth(attempt);
            stage.reachTheGateway();
        } finally {
            stage.servants.forEach(Process::destroyForcibly);
        }
        System.exit(0);
    }

    private void set() throws Exception {
        for (String address : List.of(OTHER, METADATA, DNS)) run("ip", "address", "add", address + "/32", "dev", "lo");
        int port = answering(new InetSocketAddress("127.0.0.1", 0));
        for (String address : List.of("::1", OTHER)) answering(new InetSocketAddress(address, port));
        answering(new InetSocketAddress(METADATA, 80));
        answering(new InetSocketAddress("127.0.0.1", 3128));
        nameServer();
        known.put("TARGET_PORT", Integer.toString(port));
        gateway = Destination.of("localhost", listen());
        known.put("GATEWAY_PORT", Integer.toString(gateway.port()));
        known.put("EXEC_PID", Long.toString(ProcessHandle.current().pid()));
        known.put("CALLER", folder.resolve("home").toString());
        known.put("STATE", folder.resolve("state").toString());
        files();
        sockets();
        Thread.ofVirtual().start(EscapeStage::visit);
    }

    private void files() throws IOException {
        for (String file : List.of(
                "home/.pgpass",
                "home/.pg_service.conf",
                "home/.aws/credentials",
                "home/.kube/config",
                "state/keys/trail.key",
                "state/trail.log",
                "inherited")) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "SECRET\n");
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
    }

    private void sockets() throws Exception {
        for (String name : List.of("home/.s.PGSQL.5432", "home/agent.sock", "state/admin.sock")) {
            answering(UnixDomainSocketAddress.of(folder.resolve(name)));
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        servant(
                "perl",
                "-MSocket",
                "-e",
                "socket(S, AF_UNIX, SOCK_STREAM, 0); bind(S, pack_sockaddr_un(\"\\0sallyport-escape\")) or die;"
                        + " listen(S, 9); while (accept(C, S)) { syswrite(C, \"TARGET\\n\"); close(C) }");
        run("perl", "-e", "exit(!defined(shmget(4711, 16, 01666)))");
    }

    private Process servant(String... words) throws IOException {
        Process process = new ProcessBuilder(words).start();
        process.getOutputStream().close();
        servants.add(process);
        return process;
    }

    /// @return the port
    private int answering(SocketAddress address) throws IOException {
        return serve(address, channel -> channel.write(ByteBuffer.wrap("TARGET\n".getBytes(StandardCharsets.UTF_8))));
    }

    /// The gateway's port: says who it is, and hears what is late.
    private int listen() throws IOException {
        return serve(new InetSocketAddress("127.0.0.1", 0), channel -> {
            channel.write(ByteBuffer.wrap("GATEWAY\n".getBytes(StandardCharsets.UTF_8)));
            String said = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            if (said.startsWith("LATE "))
                late.add(said.substring("LATE ".length()).strip());
        });
    }

    private interface Serving {
        void serve(SocketChannel channel) throws IOException;
    }

    private static int serve(SocketAddress address, Serving serving) throws IOException {
        ServerSocketChannel listening = address instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        listening.bind(address);
        Thread.ofVirtual().start(() -> {
            while (true) {
                SocketChannel channel = accept(listening);
                Thread.ofVirtual().start(() -> {
                    try (channel) {
                        serving.serve(channel);
                    } catch (IOException _) {
                        // the attempt went away
                    }
                });
            }
        });
        return listening.getLocalAddress() instanceof InetSocketAddress inet ? inet.getPort() : 0;
    }

    private static SocketChannel accept(ServerSocketChannel listening) {
        try {
            return listening.accept();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void nameServer() throws IOException {
        DatagramSocket socket = new DatagramSocket(53, InetAddress.getByName(DNS));
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    DatagramPacket asked = new DatagramPacket(new byte[64], 64);
                    socket.receive(asked);
                    byte[] answer = "TARGET\n".getBytes(StandardCharsets.UTF_8);
                    socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    private void tryBoth(EscapeAttempt attempt) throws Exception {
        tried(attempt, "FREE", this::free);
        tried(attempt, "CONFINED", this::confined);
    }

    private interface Way {
        void run(String script) throws Exception;
    }

    /// What the attempt says goes to the same output, between these two lines.
    private void tried(EscapeAttempt attempt, String how, Way way) throws Exception {
        known.put("VICTIM_PID", Long.toString(servant("sleep", "600").pid()));
        known.put("HOW", how);
        System.out.println("BEGIN " + how + " " + attempt);
        way.run(attempt.script());
        if (attempt == EscapeAttempt.PROCESS_THAT_STAYS_BEHIND && stayed(how)) System.out.println("ESCAPED");
        System.out.println("END");
    }

    private boolean stayed(String how) throws InterruptedException {
        for (int i = 0; i < LATE_TENTHS && !late.contains(how); i++) Thread.sleep(100);
        return late.contains(how);
    }

    /// Tried a second time when the first did not work, so that a machine that was busy for two seconds is
    /// not taken for one that forbids the attempt to everybody.
    private void free(String script) throws Exception {
        String said = freely(script);
        System.out.print(said);
        if (!said.contains("ESCAPED")) System.out.print(freely(script));
    }

    /// As a child of the caller: its environment, its user, an open descriptor.
    private String freely(String script) throws Exception {
        String opened = "exec 9< " + folder.resolve("inherited") + "; bash -c \"$0\"";
        Path output = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", opened, script)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(known);
        builder.environment().put("HOME", folder.resolve("home").toString());
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }

    private void confined(String script) throws Exception {
        View view = View.of(List.of(), folder, List.of());
        try (Confinement place = Confinement.open(List.of(gateway), view, new SecureRandom())) {
            Map<String, String> environment = new HashMap<>(Scrubbed.of(System.getenv(), List.of(), view));
            environment.putAll(known);
            int code = place.start(List.of("bash", "-c", script), environment).await();
            if (code != 0) throw new IllegalStateException(script + " ended with " + code);
        }
    }

    /// Connects, again and again, to where an attempt may be listening.
    private static void visit() {
        while (true) {
            try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", 4712))) {
                channel.shutdownOutput();
            } catch (IOException _) {
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    /// The confinement is no dead end: the words that find nothing else find the gateway.
    private void reachTheGateway() throws Exception {
        System.out.println("BEGIN CONFINED GATEWAY");
        confined(
                "exec 3<>/dev/tcp/localhost/$GATEWAY_PORT; read -r -u 3 line; echo $line; id -u; perl -e 'print qq(perl\n)'");
        System.out.println("END");
    }

    private static void run(String... words) throws Exception {
        Process process = new ProcessBuilder(words).inheritIO().start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0)
            throw new IllegalStateException("failed: " + List.of(words));
    }
}
