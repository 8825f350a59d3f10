package dev.sallyport.http.credential.github;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.Credential;
import dev.sallyport.http.credential.token.FreshToken;
import dev.sallyport.http.credential.token.OwnTokens;
import dev.sallyport.http.credential.token.TokenTimes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/// A token for each session. Safe on every thread.
public final class GithubCredential implements Credential {

    private final String target;
    private final GithubApp app;
    private final Map<String, List<String>> roles;
    private final TokenTimes times;
    private final InstantSource clock;
    private final Executor blocking;

    /// @param roles the target's, with their lines
    /// @param blocking runs what blocks: virtual threads
    public GithubCredential(
            String target,
            GithubApp app,
            Map<String, List<String>> roles,
            TokenTimes times,
            InstantSource clock,
            Executor blocking) {
        this.target = target;
        this.app = app;
        this.roles = Map.copyOf(roles);
        this.times = times;
        this.clock = clock;
        this.blocking = blocking;
    }

    /// Has the token made at once: what GitHub refuses is known before the session begins.
    @Override
    public ApiLease lease(LeaseRequest request) throws IOException {
        var access = request.session().access();
        Reach reach = Reach.of(access.role(), roles.getOrDefault(access.role(), List.of()), access.envelope());
        OwnTokens own = new OwnTokens(() -> app.token(reach), app::end);
        FreshToken token = new FreshToken(own::fetch, times, clock, blocking);
        GithubLease lease = new GithubLease(
                "installation token of " + target + " for " + request.session().id(),
                reach.describe(),
                request.notAfter(),
                own,
                token);
        try {
            token.await();
            return lease;
        } catch (IOException e) {
            lease.close();
            throw e;
        } catch (InterruptedException _) {
            lease.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the token was fetched");
        }
    }

    @Override
    public Set<String> fields() {
        return Set.of("authorization");
    }
}
