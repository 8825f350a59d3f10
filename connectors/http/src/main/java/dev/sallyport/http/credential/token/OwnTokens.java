package dev.sallyport.http.credential.token;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The tokens that were made for one session, to be ended with it: also one that arrives after the end.
/// Safe on every thread.
public final class OwnTokens {

    /// Ends one at its server. Blocks.
    @FunctionalInterface
    public interface Ending {
        void end(Token token) throws IOException, InterruptedException;
    }

    private final FreshToken.Fetching fetching;
    private final Ending ending;

    // guarded by this
    private final List<Token> alive = new ArrayList<>();
    private boolean closed;

    public OwnTokens(FreshToken.Fetching fetching, Ending ending) {
        this.fetching = fetching;
        this.ending = ending;
    }

    /// One more. Blocks.
    ///
    /// @throws IOException when there is none, or the session is over
    public Token fetch() throws IOException, InterruptedException {
        Token token = fetching.fetch();
        if (!keep(token)) {
            ending.end(token);
            throw new IOException("the session is over");
        }
        return token;
    }

    private synchronized boolean keep(Token token) {
        if (!closed) {
            alive.add(token);
        }
        return !closed;
    }

    /// Ends all that are alive. Idempotent; blocks. Of what could not be ended, the next call tries
    /// again.
    ///
    /// @throws IOException when one could not be ended
    public void close() throws IOException {
        IOException failure = null;
        for (Token token : left()) {
            try {
                ending.end(token);
                gone(token);
            } catch (IOException e) {
                failure = e;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while a token was ended");
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private synchronized List<Token> left() {
        closed = true;
        return List.copyOf(alive);
    }

    private synchronized void gone(Token token) {
        alive.remove(token);
        token.echoes().close();
    }
}
