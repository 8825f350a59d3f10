package dev.sallyport.app.http;

/// The work behind a connection. Called on a virtual thread; may block.
public interface Service {

    Answer answer(Asked asked) throws InterruptedException;

    /// What to say when there is nothing to be worked at.
    Answer fault(Fault fault);

    /// Why a request got no answer of its own.
    enum Fault {
        MALFORMED,
        LINE_TOO_LONG,
        HEADERS_TOO_LARGE,
        BODY_TOO_LARGE,
        TOO_SLOW,
        NO_ANSWER,
        TOO_MANY
    }
}
