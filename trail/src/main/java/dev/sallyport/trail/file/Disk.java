package dev.sallyport.trail.file;

import java.io.IOException;
import java.nio.file.Path;

/// Where the trail's own files live. Safe on every thread.
public interface Disk {

    /// Opens for reading and writing; a file that is not there is made, readable by its owner alone.
    DiskFile open(Path path) throws IOException;

    /// Makes the names in a directory survive a power loss.
    void syncDirectory(Path directory) throws IOException;

    void delete(Path path) throws IOException;

    static Disk real() {
        return ChannelDisk.REAL;
    }
}
