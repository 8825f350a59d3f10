package dev.sallyport.trail.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One open file, addressed by position. A call that throws may have done a part of its work.
public interface DiskFile extends Closeable {

    /// Writes everything that remains in the buffer, or throws.
    void write(ByteBuffer from, long position) throws IOException;

    /// Writes whole blocks past the system's memory where the file system can; else as [#write] does. Called
    /// by one thread at a time.
    ///
    /// @param from memory that begins, and has as many bytes, as a multiple of [TailHeader#BLOCK] says
    /// @param position such a multiple
    default void writeBlocks(ByteBuffer from, long position) throws IOException {
        write(from, position);
    }

    /// @return bytes read, -1 at the end of the file
    int read(ByteBuffer into, long position) throws IOException;

    long size() throws IOException;

    void truncate(long size) throws IOException;

    /// Returns when everything written so far is on the disk.
    void force() throws IOException;

    /// What lies before this position is on the disk and is not read again soon: the system may let go of its
    /// copy in memory. A hint, which never fails, also when the file was closed.
    void forget(long upTo);
}
