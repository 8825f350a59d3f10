package dev.sallyport.app.inspect;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Whereabouts;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.load.ConfigurationFile;
import java.nio.file.Path;

/// Reads from a gateway's configuration where it keeps its things.
///
/// @param loader checks the file as the gateway does
public record ConfiguredWhereabouts(ConfigurationFile loader) implements Whereabouts {

    @Override
    public Places of(Path file) throws CommandFailure {
        Configuration configuration = Loading.of(loader, file).configuration();
        return new Places(
                configuration.admin().socket(),
                configuration.admin().tokens(),
                configuration.trail().directory(),
                configuration.trail().keys(),
                Places.inState(configuration.state()).authority());
    }
}
