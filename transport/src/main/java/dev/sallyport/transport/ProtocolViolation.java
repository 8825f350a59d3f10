package dev.sallyport.transport;

/// The peer broke its protocol in a way after which its bytes cannot be told apart any more. The conversation ends.
public final class ProtocolViolation extends RuntimeException {

    private final String reason;

    /// @param reason for the peer to read: lower case, no full stop, no secret
    public ProtocolViolation(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
