package dev.sallyport.mcp.child;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Outlives the gateway by a moment: a shell in a session of its own that waits for the end of its input,
/// which comes when the gateway dies, however it dies, and then kills a child's whole process group. Without
/// it what `kill -9` of the gateway leaves behind goes on with the secrets of its environment. Safe on every
/// thread.
///
/// It is there before the child is, and is told of it by a line: between the two lies no more than that.
record Watchdog(Process shell) implements AutoCloseable {

    private static final String SCRIPT =
            "read -r child || exit 0; read -r end; /bin/kill -KILL -- \"-$child\"; /bin/kill -KILL \"$child\"";

    static Watchdog start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of("/usr/bin/setsid", "/bin/sh", "-c", SCRIPT, "watchdog"))
                .redirectInput(Redirect.PIPE)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().clear();
        return new Watchdog(builder.start());
    }

    /// @param child the process that leads its group, or will in a moment
    /// @throws IOException when nobody listens: then it is not watched
    void over(long child) throws IOException {
        OutputStream line = shell.getOutputStream();
        line.write((child + "\n").getBytes(StandardCharsets.US_ASCII));
        line.flush();
    }

    /// The gateway has ended the group itself.
    @Override
    public void close() {
        shell.destroyForcibly();
    }
}
