package dev.sallyport.app.cli.command;

import dev.sallyport.app.admin.client.AdminClient;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Whereabouts.Places;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which gateway a command is about.
final class GatewayOptions {

    private static final String FILE = "sallyport.yaml";

    private final Shell shell;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The gateway's configuration. Default: $$SALLYPORT_CONFIG, or sallyport.yaml here.")
    private @Nullable Path configuration;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "The gateway's state folder, when the configuration cannot be read. Default: $$SALLYPORT_STATE.")
    private @Nullable Path state;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "65",
            description = "How long to wait for the gateway. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    GatewayOptions(Shell shell) {
        this.shell = shell;
    }

    Reach reach() throws CommandFailure {
        if (timeout < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--timeout: must be 1 second or more: `" + timeout + "`");
        }
        Places places = places();
        return new Reach(new AdminClient(places.socket(), places.tokens(), Duration.ofSeconds(timeout)));
    }

    /// The configuration that is meant: the named one, that of the environment, or the one in this folder.
    Path file() {
        if (configuration != null) return configuration;
        String configured = shell.environment().getOrDefault("SALLYPORT_CONFIG", "");
        return configured.isEmpty() ? shell.folder().resolve(FILE) : Path.of(configured);
    }

    Places places() throws CommandFailure {
        if (state != null) return Places.inState(state);
        if (configuration != null) return shell.work().whereabouts().of(configuration);
        String stateHere = shell.environment().getOrDefault("SALLYPORT_STATE", "");
        if (!stateHere.isEmpty()) return Places.inState(Path.of(stateHere));
        String configured = shell.environment().getOrDefault("SALLYPORT_CONFIG", "");
        if (!configured.isEmpty()) return shell.work().whereabouts().of(Path.of(configured));
        Path file = shell.folder().resolve(FILE);
        return Files.exists(file)
                ? shell.work().whereabouts().of(file)
                : Places.inState(shell.folder().resolve("state"));
    }
}
