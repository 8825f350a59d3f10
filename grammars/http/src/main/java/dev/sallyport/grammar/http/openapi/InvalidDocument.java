package dev.sallyport.grammar.http.openapi;

/// A document that cannot be used. The message begins with the place in it, such as
/// `paths./customers.get: …`.
public final class InvalidDocument extends Exception {
    InvalidDocument(String message) {
        super(message);
    }
}
