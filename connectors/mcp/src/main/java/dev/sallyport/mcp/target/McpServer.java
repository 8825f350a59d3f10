package dev.sallyport.mcp.target;

import dev.sallyport.api.credential.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Where an MCP server is.
public sealed interface McpServer {

    /// Speaks streamable HTTP.
    ///
    /// @param endpoint absolute, `https` or, where the configuration allows clear text, `http`
    record Remote(URI endpoint) implements McpServer {}

    /// Is started by the gateway, once for each MCP session, and speaks on standard input and output
    /// (R22).
    ///
    /// @param command the program's absolute path and its arguments; no shell reads it
    /// @param environment all that it gets
    /// @param folder its working folder
    /// @param runAs the system's user that it runs as, or [#AS_GATEWAY]
    /// @param answerWithin how long it may take for its first answer; the session fails after it
    /// @param endWithin how long it may take to end after its input was closed; then its process
    ///     group is killed
    /// @param most children at the same time
    /// @param limits of each of its processes
    /// @param secrets of its environment: they are replaced where it says them again, in messages and complaints
    record Child(
            List<String> command,
            Map<String, String> environment,
            Path folder,
            String runAs,
            Duration answerWithin,
            Duration endWithin,
            int most,
            ChildLimits limits,
            List<Secret> secrets)
            implements McpServer {

        /// Dangerous: the server can read whatever the gateway can.
        public static final String AS_GATEWAY = "gateway";

        public static final Duration DEFAULT_ANSWER_WITHIN = Duration.ofSeconds(30);
        public static final Duration DEFAULT_END_WITHIN = Duration.ofSeconds(2);
        public static final int DEFAULT_MOST = 64;

        /// With usual limits, and without secrets.
        public Child(
                List<String> command,
                Map<String, String> environment,
                Path folder,
                String runAs,
                Duration answerWithin,
                Duration endWithin,
                int most) {
            this(command, environment, folder, runAs, answerWithin, endWithin, most, ChildLimits.DEFAULT, List.of());
        }

        public Child {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
            secrets = List.copyOf(secrets);
            if (command.isEmpty() || !command.getFirst().startsWith("/"))
                throw new IllegalArgumentException(
                        "command: begin with the program's absolute path: `" + String.join(" ", command) + "`");
        }

        /// The environment may hold secrets.
        @Override
        public String toString() {
            return "Child[" + command.getFirst() + "]";
        }
    }
}
