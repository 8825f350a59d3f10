package dev.sallyport.app.config.check;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.app.config.OrchestratorEntry;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import java.net.URI;
import java.util.Set;

/// What the session endpoint needs.
record SessionChecks(Configuration configuration, Problems problems) {

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

    void check() {
        HostPort http = configuration.listen().http();
        URI issuer = configuration.sessions().issuer();
        if (issuer != null) address(issuer);
        configuration.orchestrators().forEach(this::orchestrator);
        if (http == null) return;
        if (configuration.tls() == null) {
            problems.error("listen.http", "needs `tls`: proofs and tokens never travel in clear text");
        }
        if (issuer == null && EVERYWHERE.contains(http.host())) {
            problems.error(
                    "sessions.issuer",
                    "give the address by which clients know the endpoint, as `listen.http` is no address to connect to");
        }
    }

    private void orchestrator(String name, OrchestratorEntry entry) {
        if ((entry.jwks() == null) == (entry.jwksUri() == null)) {
            problems.error("orchestrators." + name, "give one of `jwks` and `jwksUri`: where its keys are");
        }
    }

    private void address(URI issuer) {
        boolean plain = issuer.getRawQuery() == null
                && issuer.getRawFragment() == null
                && issuer.getRawUserInfo() == null
                && Set.of("", "/").contains(issuer.getRawPath());
        if (!"https".equals(issuer.getScheme()) || !plain) {
            problems.error(
                    "sessions.issuer",
                    "must be an https address without a path, such as `https://sallyport.internal:8443`: "
                            + Shown.of(issuer.toString()));
        }
    }
}
