package dev.sallyport.transport;

/// The peer broke its protocol in a way after which its bytes cannot be told apart any more. The conversation ends.
public final class ProtocolViolation extends RuntimeException {
    public ProtocolViolation(String message) {
        super(message, null, false, false);
    }
}
