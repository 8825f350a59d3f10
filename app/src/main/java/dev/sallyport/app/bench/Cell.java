package dev.sallyport.app.bench;

import java.util.List;
import java.util.stream.Stream;

/// One kind of load.
///
/// @param protocol as pgbench names it: `simple` sends the text each time, `prepared` only the values
/// @param tls between client and gateway, or client and PgBouncer; never towards the server
record Cell(String protocol, int clients, boolean tls) {

    /// With one client latency shows, with several throughput.
    static List<Cell> all(int clients) {
        return Stream.of(
                        new Cell("prepared", clients, false),
                        new Cell("simple", clients, false),
                        new Cell("prepared", 1, false),
                        new Cell("simple", 1, false),
                        new Cell("prepared", clients, true))
                .distinct()
                .toList();
    }

    String sslMode() {
        return tls ? "require" : "disable";
    }

    @Override
    public String toString() {
        return protocol + ", " + clients + (clients == 1 ? " client" : " clients") + (tls ? ", TLS" : "");
    }
}
