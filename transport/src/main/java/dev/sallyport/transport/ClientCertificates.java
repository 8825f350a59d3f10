package dev.sallyport.transport;

/// Whether a listener asks its clients for certificates in the handshake.
public enum ClientCertificates {
    NOT_ASKED,
    /// Asked for, not demanded. Whoever shows one proves that it has the key, and nothing else: the
    /// chain is for an auth method to judge. No session is resumed, so that each connection shows its
    /// own.
    ASKED
}
