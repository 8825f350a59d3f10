package dev.sallyport.trail.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Where the trail's own files live. Safe on every thread.
public interface Disk {

    /// Opens for reading and writing; a file that is not there is made, readable by its owner alone.
    DiskFile open(Path path) throws IOException;

    /// Makes the names in a directory survive a power loss.
    void syncDirectory(Path directory) throws IOException;

    void delete(Path path) throws IOException;

    /// A file whose memory outlives the process; empty where there is none to be had, or no room for it.
    ///
    /// @param place the segment that its first byte belongs to
    default Optional<TailFile> tail(Path path, int size, TailHeader.Place place, long head) {
        return Optional.empty();
    }

    static Disk real() {
        return ChannelDisk.REAL;
    }
}
