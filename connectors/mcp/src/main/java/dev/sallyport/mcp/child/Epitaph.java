package dev.sallyport.mcp.child;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How a child's end is told to an agent that still waited for it.
final class Epitaph {

    /// The end of its output comes a moment before its own.
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /// The JDK says 128 and the number of the signal.
    private static final int SIGKILL = 128 + 9;

    private static final int SIGXCPU = 128 + 24;

    private Epitaph() {}

    /// Blocks for a moment.
    ///
    /// @param path of the target in the configuration
    static String of(Process child, String path) {
        try {
            if (!child.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return "the server has ended";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the server has ended";
        }
        int status = child.exitValue();
        return switch (status) {
            case 0 -> "the server has ended";
            case SIGXCPU -> "the server was ended: it used all the processor time of " + path + ".limits.processor";
            case SIGKILL -> "the server was killed; what it may take stands in " + path + ".limits";
            default ->
                "the server has ended with status " + status
                        + "; if it wanted more memory than it may take, that stands" + " in " + path + ".limits.memory";
        };
    }
}
