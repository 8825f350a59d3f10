package dev.sallyport.app.inspect;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.config.load.ConfigurationException;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import java.nio.file.Path;

/// For commands that cannot go on without a configuration.
final class Loading {

    private Loading() {}

    /// @throws CommandFailure with every error, one a line
    static Loaded of(ConfigurationFile loader, Path file) throws CommandFailure {
        try {
            return loader.load(file).orThrow();
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.REFUSED, "the configuration cannot be used", e.errors(file));
        }
    }
}
