package dev.sallyport.app.exec.confine;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.exec.run.Enclosure;
import dev.sallyport.app.exec.run.Running;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A place that reaches the gateway and nothing else. What it stops and what it does not is in
/// `docs/threat-model.md`.
public final class Confinement implements Enclosure {

    private static final int START_SECONDS = 30;

    private final Toolbox tools;
    private final OwnId own;
    private final View view;
    private final Path folder;
    private final List<Relay> relays = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final List<Talk> talks = new ArrayList<>();

    private Confinement(Toolbox tools, OwnId own, View view, Path folder) {
        this.tools = tools;
        this.own = own;
        this.view = view;
        this.folder = folder;
    }

    /// Everything that is needed is looked for first, so that a refusal leaves nothing behind.
    ///
    /// @param gateway its listeners
    /// @throws CommandFailure when this system cannot confine: says what is missing
    public static Confinement open(List<Destination> gateway, View view, RandomGenerator random)
            throws CommandFailure, IOException, InterruptedException {
        Toolbox tools = Toolbox.ofThisSystem();
        OwnId own = OwnId.choose(random);
        Confinement made = new Confinement(tools, own, view, Files.createTempDirectory("sallyport-exec-"));
        try {
            made.settle(gateway);
            return made;
        } catch (CommandFailure | IOException | InterruptedException e) {
            made.close();
            throw e;
        }
    }

    private void settle(List<Destination> gateway) throws CommandFailure, IOException, InterruptedException {
        List<Settlement.Door> doors = new ArrayList<>();
        for (Destination to : gateway) {
            Path socket = folder.resolve("door-" + doors.size());
            relays.add(Relay.start(UnixDomainSocketAddress.of(socket), to::dial));
            doors.add(new Settlement.Door(to.inside(), to.port(), socket));
        }
        Path tmpfs = Files.createDirectory(folder.resolve("inside"));
        Settlement settlement =
                new Settlement(tmpfs, own.id(), tools.of("ip"), tools.of("mount"), doors, Etc.files(gateway, own.id()));
        Talk talk = start();
        try {
            talk.ask(Wire.SETTLE, settlement::write);
        } catch (IOException e) {
            throw Toolbox.missing("the namespaces cannot be furnished: " + e.getMessage());
        }
    }

    private Talk start() throws CommandFailure, IOException, InterruptedException {
        Path control = folder.resolve("control");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(control));
            Process process = Namespaces.start(tools, control);
            processes.add(process);
            Namespaces.map(process, own);
            Talk talk = new Talk(accept(listening, process));
            talks.add(talk);
            return talk;
        }
    }

    private static SocketChannel accept(ServerSocketChannel listening, Process process)
            throws CommandFailure, InterruptedException {
        CompletableFuture<SocketChannel> accepted = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                accepted.complete(listening.accept());
            } catch (IOException e) {
                accepted.completeExceptionally(e);
            }
        });
        process.onExit().thenRun(() -> accepted.completeExceptionally(new IOException("it ended at once")));
        try {
            return accepted.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Toolbox.missing("the inside did not start: " + e.getMessage());
        }
    }

    /// The user that the command has, here as well as inside.
    public int user() {
        return own.id();
    }

    @Override
    public Path files() {
        return Room.FILES;
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        talks.getFirst().ask(Wire.PUT, out -> {
            Wire.text(out, name);
            Wire.bytes(out, content);
        });
    }

    @Override
    public Running start(List<String> command, Map<String, String> environment) throws IOException {
        Room room = new Room(tools, folder.resolve("inside"), own.id(), view.shown(), view.start());
        List<String> words = new ArrayList<>(List.of(tools.of("setpriv"), "--pdeathsig", "KILL", tools.of("unshare")));
        words.addAll(List.of("--mount", "--pid", "--fork", "--kill-child", "--"));
        words.addAll(List.of(tools.of("sh"), "-c", room.script(), "sallyport"));
        words.addAll(command);
        List<String> pairs = new ArrayList<>();
        environment.forEach((name, value) -> pairs.addAll(List.of(name, value)));
        Talk talk = talks.getFirst();
        talk.ask(Wire.START, out -> {
            Wire.texts(out, words);
            Wire.texts(out, pairs);
        });
        return talk;
    }

    @Override
    public void close() throws IOException {
        for (Talk talk : talks) talk.close();
        for (Process process : processes) end(process);
        for (Relay relay : relays) relay.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) process.destroyForcibly();
            var _ = process.waitFor(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
