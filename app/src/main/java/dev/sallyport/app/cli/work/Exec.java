package dev.sallyport.app.cli.work;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs a command with a session of its own.
@FunctionalInterface
public interface Exec {

    /// Returns when the command has ended and its session is closed.
    ///
    /// @param caller the environment of exec
    /// @param folder that the caller stands in
    /// @return the command's exit code
    /// @throws CommandFailure when it was not started
    int run(Order order, Map<String, String> caller, Path folder, Progress progress)
            throws CommandFailure, IOException, InterruptedException;

    /// What is asked for.
    ///
    /// @param walls empty for none
    record Order(Way way, Task task, @Nullable Walls walls, List<String> command) {
        public Order {
            command = List.copyOf(command);
        }
    }

    /// How to get to the gateway.
    ///
    /// @param configuration of a gateway on this machine, or null
    /// @param gateway its session endpoint, or null to take what the configuration says
    /// @param postgres `host:port` of its PostgreSQL listener; empty for the endpoint's host and 6432,
    ///     or what the
    ///     configuration says
    /// @param authorities PEM file, or null for those of the system
    record Way(
            @Nullable Path configuration,
            @Nullable URI gateway,
            String postgres,
            @Nullable Path authorities) {}

    /// What for.
    ///
    /// @param text free text, may be empty
    /// @param targets their names
    /// @param proof where the platform's proof is; empty for all places in order
    /// @param audience that the proof names
    record Task(String purpose, String text, List<String> targets, String proof, String audience) {
        public Task {
            targets = List.copyOf(targets);
        }
    }

    /// @param shown files and folders that the command sees besides the system's programs
    /// @param environment names of variables that it gets besides those on the list
    record Walls(List<Path> shown, List<String> environment) {
        public Walls {
            shown = List.copyOf(shown);
            environment = List.copyOf(environment);
        }
    }
}
