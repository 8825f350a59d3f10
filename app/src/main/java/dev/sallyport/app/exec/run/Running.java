package dev.sallyport.app.exec.run;

import java.io.IOException;

/// A command that has been started.
public interface Running {

    /// Waits for its end, however long that takes.
    ///
    /// @return its exit code; 128 and the signal's number when a signal ended it
    int await() throws IOException, InterruptedException;

    /// Safe on every thread.
    ///
    /// @param name such as `TERM`
    void signal(String name) throws IOException;
}
