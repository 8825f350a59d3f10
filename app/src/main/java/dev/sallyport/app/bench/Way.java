package dev.sallyport.app.bench;

/// How a load reaches the server.
public enum Way {
    DIRECT,

    /// Through what stands there without a gateway, such as PgBouncer or nginx.
    PEER,

    GATEWAY;

    /// @param peer what stands there without a gateway
    public String shown(String peer) {
        return switch (this) {
            case DIRECT -> "direct";
            case PEER -> peer;
            case GATEWAY -> "gateway";
        };
    }
}
