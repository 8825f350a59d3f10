package dev.sallyport.postgres.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Somebody answers at the target's address and did not show by TLS that it is the target.
final class UntrustedTarget extends IOException {

    private static final long serialVersionUID = 1L;

    UntrustedTarget(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
