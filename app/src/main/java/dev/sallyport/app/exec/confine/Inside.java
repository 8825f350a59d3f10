package dev.sallyport.app.exec.confine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The other side of [Confinement], in the namespaces: settles, starts the command, relays, and is gone as
/// soon as exec is. Root of its own user namespace and nobody special anywhere else.
public final class Inside {

    private final DataInputStream in;
    private final DataOutputStream out;
    private @Nullable Quarters quarters;
    private volatile @Nullable Process command;

    private Inside(SocketChannel control) {
        this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(control)));
        this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(control)));
    }

    /// @param arguments path of exec's control socket
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (SocketChannel control = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(arguments[0])))) {
            new Inside(control).serve();
        }
        System.exit(0);
    }

    /// The thread that starts the command also waits for it: the kernel ends the command when this thread
    /// ends.
    private void serve() throws IOException, InterruptedException {
        while (command == null) answer();
        Thread.ofPlatform().daemon().start(this::listen);
        Process started = command;
        if (started == null) return;
        int code = started.waitFor();
        synchronized (out) {
            out.writeByte(Wire.ENDED);
            out.writeInt(code);
            out.flush();
        }
    }

    private void listen() {
        try {
            while (true) answer();
        } catch (IOException | InterruptedException _) {
            // exec has ended: so does everything here, and the kernel sees to the command
            Runtime.getRuntime().halt(1);
        }
    }

    private void answer() throws IOException, InterruptedException {
        char asked = (char) in.readByte();
        String problem = "";
        try {
            carryOut(asked);
        } catch (Refusal e) {
            problem = e.text();
        }
        synchronized (out) {
            out.writeByte(problem.isEmpty() ? Wire.DONE : Wire.FAILED);
            if (!problem.isEmpty()) Wire.text(out, problem);
            out.flush();
        }
    }

    private void carryOut(char asked) throws IOException, InterruptedException, Refusal {
        switch (asked) {
            case Wire.SETTLE -> quarters = Quarters.settle(Settlement.read(in));
            case Wire.PUT -> quarters().put(Wire.text(in), Wire.bytes(in));
            case Wire.START -> command = start(Wire.texts(in), environment(Wire.texts(in)));
            case Wire.SIGNAL -> signal(Wire.text(in));
            default -> throw new IOException("not a word of ours: " + (int) asked);
        }
    }

    private Quarters quarters() throws Refusal {
        if (quarters == null) throw new Refusal("nothing is settled yet");
        return quarters;
    }

    private static Map<String, String> environment(List<String> pairs) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < pairs.size(); i += 2) environment.put(pairs.get(i), pairs.get(i + 1));
        return environment;
    }

    private static Process start(List<String> words, Map<String, String> environment) throws Refusal {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Refusal("the command cannot be started: " + e.getMessage());
        }
    }

    /// `unshare` → the namespace's first process → the command.
    private void signal(String name) throws Refusal, InterruptedException {
        Process started = command;
        if (started == null) return;
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$@\" 2>&- || :", "sh", name));
        started.children().flatMap(ProcessHandle::children).forEach(handle -> words.add(Long.toString(handle.pid())));
        Quarters.run(words.toArray(String[]::new));
    }

    /// Something cannot be done; exec says it and starts nothing.
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;
        private final String text;

        Refusal(String text) {
            super(text);
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
