package dev.sallyport.trail.recall;

import java.io.IOException;

/// A record that no gateway of this version wrote.
public final class MalformedRecord extends IOException {

    private static final long serialVersionUID = 1;

    /// @param what lower case, never a value of the record
    MalformedRecord(long seq, String what) {
        super("record " + seq + ": " + what + ", run `sallyport trail verify`");
    }
}
