package dev.sallyport.app.exec.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where a command runs. Closing ends whatever still runs in it and takes its files away.
public interface Enclosure extends AutoCloseable {

    /// The folder of [#put], as the command sees it.
    Path files();

    /// Makes or replaces a file that only the command's user can read (mode 0600), in one step: a reader
    /// sees the old content or the new one. Safe on every thread; blocks.
    void put(String name, byte[] content) throws IOException;

    /// Starts the command, with exec's own standard input, output and error.
    ///
    /// @param environment all of it
    Running start(List<String> command, Map<String, String> environment) throws IOException;

    @Override
    void close() throws IOException;
}
