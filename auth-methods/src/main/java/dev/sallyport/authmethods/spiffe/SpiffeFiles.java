package dev.sallyport.authmethods.spiffe;

import dev.sallyport.authmethods.jwt.FileKeys;
import dev.sallyport.authmethods.jwt.NotProven;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// What stands in the files of a trust domain, for whoever wants to know before anybody comes.
public final class SpiffeFiles {

    private SpiffeFiles() {}

    /// @param largest bytes
    /// @throws IOException when it is no bundle
    public static void bundle(Path file, int largest) throws IOException {
        BundleDocument.read(new FileKeys(file, largest).fetch());
    }

    /// @param largest bytes
    /// @throws IOException when nobody could come: it holds no revocation lists, or one that is out of date
    public static void revocations(Path file, int largest, Instant now) throws IOException {
        try {
            new RevocationFile(file, largest).lists(now);
        } catch (NotProven e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
