package dev.sallyport.transport.http;

/// A service of the gateway's own at the listening address, such as the session endpoint: whole requests,
/// whole answers, no session. Safe on every thread.
public interface LocalService {

    /// None.
    LocalService NONE = new LocalService() {
        @Override
        public boolean takes(String path) {
            return false;
        }

        @Override
        public Answer answer(LocalRequest request) {
            throw new IllegalStateException("takes nothing");
        }
    };

    /// Whether this path is its own. Asked on the loop, after the hosts of targets and before their path
    /// prefixes.
    ///
    /// @param path without query
    boolean takes(String path);

    /// Called on a virtual thread; may block, within [HttpLimits#localAnswer].
    Answer answer(LocalRequest request) throws InterruptedException;
}
