package dev.sallyport.app.admin.client;

import java.io.IOException;

/// No token file that would be enough can be read.
public final class NotPermitted extends IOException {

    private static final long serialVersionUID = 1;

    public NotPermitted(String message) {
        super(message);
    }
}
