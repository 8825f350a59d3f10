package dev.sallyport.transport.http;

/// What the floor itself has to say, before any target was found.
final class Faults {

    private Faults() {}

    /// @param detail lower case, no full stop; nothing of the request in it
    static Answer of(int status, String detail) {
        return Answer.of(status, "text/plain; charset=utf-8", detail + "\n");
    }
}
