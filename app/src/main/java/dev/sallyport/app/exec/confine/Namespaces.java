package dev.sallyport.app.exec.confine;

import dev.sallyport.app.cli.work.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Starts [Inside] in namespaces of its own and tells the kernel who is who in them.
final class Namespaces {

    /// Waits for its ids: a program that is started before has no right to anything. The loopback device is
    /// brought up before Java looks whether there is IPv6.
    private static final String WAIT = """
            set -eu
            n=0
            until read -r _ _ count < /proc/self/uid_map && [ -n "$count" ]; do
              n=$((n + 1)); [ "$n" -lt 1000 ] || exit 1; "$1" 0.01
            done
            "$2" link set lo up
            shift 2
            exec "$@"
            """;

    private static final int TRIES = 500;

    private Namespaces() {}

    /// In a session of its own: what is typed into the terminal reaches the command through exec alone.
    static Process start(Toolbox tools, Path control) throws IOException {
        List<String> words = new ArrayList<>(List.of(tools.of("setsid"), tools.of("unshare")));
        words.addAll(List.of("--user", "--net", "--mount", "--ipc", "--uts", "--"));
        words.addAll(List.of(tools.of("sh"), "-c", WAIT, "sallyport", tools.of("sleep"), tools.of("ip")));
        words.addAll(java());
        words.addAll(List.of(Inside.class.getName(), control.toString()));
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        return builder.start();
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path", ""));
    }

    static void map(Process process, OwnId own) throws CommandFailure, InterruptedException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        awaitOwnNamespace(process, proc);
        try {
            if (own.delegated()) {
                delegate("newgidmap", process, own.callerGroup(), own.id());
                delegate("newuidmap", process, own.caller(), own.id());
            } else {
                Files.writeString(proc.resolve("gid_map"), own.groups());
                Files.writeString(proc.resolve("uid_map"), own.users());
            }
        } catch (IOException | Inside.Refusal e) {
            throw Toolbox.missing("a user id of its own cannot be given to the command: " + e.getMessage());
        }
    }

    private static void delegate(String program, Process process, int caller, int id)
            throws Inside.Refusal, InterruptedException {
        String path = Toolbox.find(program).map(Path::toString).orElse(program);
        String own = Integer.toString(id);
        Quarters.run(path, "" + process.pid(), "0", "" + caller, "1", own, own, "1");
    }

    private static void awaitOwnNamespace(Process process, Path proc) throws CommandFailure, InterruptedException {
        try {
            Path ours = Files.readSymbolicLink(Path.of("/proc/self/ns/user"));
            for (int i = 0; i < TRIES && process.isAlive(); i++) {
                if (!Files.readSymbolicLink(proc.resolve("ns/user")).equals(ours)) return;
                process.waitFor(10, TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            throw Toolbox.missing("the kernel does not show namespaces: " + e.getMessage());
        }
        throw Toolbox.missing("the kernel does not let this user make user and network namespaces");
    }
}
