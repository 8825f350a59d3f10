package dev.sallyport.authmethods.web;

import java.net.http.HttpHeaders;
import java.util.Optional;

/// What a server answered. Not a record: an answer may hold secrets, which must not be printed.
public final class Answer {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Answer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /// Any but 3xx, which is an error of the exchange.
    public int status() {
        return status;
    }

    /// The first value; the name in any case.
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /// The array itself: whoever asked is its owner.
    public byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes]";
    }
}
