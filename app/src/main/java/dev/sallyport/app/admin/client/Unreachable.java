package dev.sallyport.app.admin.client;

import java.io.IOException;

/// No gateway answers at the socket, or not in time, or not in HTTP.
public final class Unreachable extends IOException {

    private static final long serialVersionUID = 1;

    public Unreachable(String message) {
        super(message);
    }

    public Unreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
