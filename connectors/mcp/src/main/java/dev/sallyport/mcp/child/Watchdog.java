package dev.sallyport.mcp.child;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/// Outlives the gateway by a moment: a shell in a session of its own that waits for the end of its input,
/// which comes when the gateway dies, however it dies, and then kills a child's whole process group. Without
/// it what `kill -9` of the gateway leaves behind goes on with the secrets of its environment. Safe on every
/// thread.
///
/// What the gateway starts in the few milliseconds between child and watchdog is not watched.
record Watchdog(Process shell) implements AutoCloseable {

    private static final String SCRIPT = "read -r end; exec /bin/kill -KILL -- \"-$1\"";

    /// @param group the id of the process that leads it
    static Watchdog over(long group) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        List.of("/usr/bin/setsid", "/bin/sh", "-c", SCRIPT, "watchdog", Long.toString(group)))
                .redirectInput(Redirect.PIPE)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().clear();
        return new Watchdog(builder.start());
    }

    /// The gateway has ended the group itself.
    @Override
    public void close() {
        shell.destroyForcibly();
    }
}
