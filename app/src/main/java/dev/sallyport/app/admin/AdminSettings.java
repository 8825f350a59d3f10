package dev.sallyport.app.admin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Where the admin interface stands, whom it lets in, and how much it takes.
///
/// @param socket of the interface; its folder is made with mode 0700, or must be closed to others already
/// @param tokens folder of the token files; made with mode 0700, or must be closed to others already
/// @param peers users, by name or number, that may connect besides the gateway's own and root (R22);
/// default: none
public record AdminSettings(Path socket, Path tokens, List<String> peers, Limits limits) {

    public AdminSettings {
        peers = List.copyOf(peers);
    }

    public AdminSettings(Path socket, Path tokens) {
        this(socket, tokens, List.of(), Limits.DEFAULT);
    }

    /// @param connections at once; one more is answered 503
    /// @param requestLineBytes of the first line
    /// @param headerBytes of all headers
    /// @param bodyBytes of a body
    /// @param request time from connecting to the whole request, and from the answer to its having been
    /// read
    /// @param answer time from the request to the answer
    public record Limits(
            int connections, int requestLineBytes, int headerBytes, int bodyBytes, Duration request, Duration answer) {

        public static final Limits DEFAULT =
                new Limits(32, 4096, 8192, 65_536, Duration.ofSeconds(10), Duration.ofSeconds(60));

        /// One request a connection keeps every limit simple.
        dev.sallyport.app.http.Limits ofConnection() {
            return new dev.sallyport.app.http.Limits(requestLineBytes, headerBytes, bodyBytes, request, answer, 1);
        }
    }
}
