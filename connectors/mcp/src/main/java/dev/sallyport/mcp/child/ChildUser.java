package dev.sallyport.mcp.child;

import dev.sallyport.mcp.target.ChildLimits;
import dev.sallyport.mcp.target.McpServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// As whom a child runs (R22), and the command that makes it so: a session and process group of its
/// own, limits of the kernel's, another user, no other groups, no capabilities, no way to new ones. `setsid`,
/// `prlimit` and `setpriv` are of util-linux.
///
/// @param uid of the system; empty for the gateway's own
record ChildUser(String uid, String gid) {

    private static final String SETSID = "/usr/bin/setsid";
    private static final String PRLIMIT = "/usr/bin/prlimit";
    private static final String SETPRIV = "/usr/bin/setpriv";

    /// Between the signal that it may handle and the one that it may not.
    private static final int GRACE_SECONDS = 5;

    private static final long PATIENCE_SECONDS = 5;

    /// Asks the system. Blocks.
    ///
    /// @throws IOException when there is no such user, or it is one that a child must not be
    static ChildUser named(String name) throws IOException, InterruptedException {
        if (name.equals(McpServer.Child.AS_GATEWAY)) return new ChildUser("", "");
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,63}")) throw refused(name, "name a user of the system");
        String uid = id("-u", name);
        String own = id("-u");
        if (uid.equals("0")) throw refused(name, "a child must not be the superuser");
        if (uid.equals(own)) throw refused(name, "that is the gateway's own user; name another one");
        return new ChildUser(uid, id("-g", name));
    }

    private static IOException refused(String name, String why) {
        return new IOException("user: " + why + ": `" + name + "`");
    }

    private static String id(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/id"));
        command.addAll(List.of(arguments));
        Process id = new ProcessBuilder(command)
                .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            String said = new String(id.getInputStream().readNBytes(32), StandardCharsets.US_ASCII).strip();
            boolean fine = id.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && id.exitValue() == 0;
            if (!fine || !said.matches("[0-9]+"))
                throw refused(arguments[arguments.length - 1], "there is no such user");
            return said;
        } finally {
            id.destroyForcibly();
        }
    }

    /// @param limits of the processes; they leave no memory images behind, which would hold secrets
    List<String> around(ChildLimits limits, List<String> command) {
        long seconds = limits.processor().plusMillis(999).toSeconds();
        List<String> whole = new ArrayList<>(List.of(
                SETSID,
                PRLIMIT,
                "--core=0",
                "--data=" + limits.memory(),
                "--cpu=" + seconds + ":" + (seconds + GRACE_SECONDS),
                "--nofile=" + limits.files(),
                SETPRIV,
                "--no-new-privs",
                "--inh-caps=-all"));
        if (!uid.isEmpty())
            whole.addAll(List.of("--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--bounding-set=-all"));
        whole.add("--");
        whole.addAll(command);
        return whole;
    }
}
