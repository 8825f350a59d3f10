package dev.sallyport.app.cli.work;

import java.io.IOException;
import java.nio.file.Path;

/// Runs the gateway.
@FunctionalInterface
public interface Serve {

    /// Returns when the gateway has been told to stop and has stopped.
    ///
    /// @throws CommandFailure when it could not start
    void serve(Path configuration, Progress progress) throws CommandFailure, IOException, InterruptedException;
}
