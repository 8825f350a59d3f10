package dev.sallyport.api.connector;

/// An open door. Closing it refuses new conversations and ends the ones that are there.
public interface Listener extends AutoCloseable {

    /// With the port that was really bound, when 0 was asked for.
    ListenAddress address();

    @Override
    void close();
}
