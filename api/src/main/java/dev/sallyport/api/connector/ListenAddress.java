package dev.sallyport.api.connector;

/// @param port 0 to let the system choose
public record ListenAddress(String host, int port) {

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
