package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.authmethods.oidc.OidcAuthMethod;
import dev.sallyport.sessions.Statements;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Whoever may sign statements: each is an issuer of tokens, checked as those of a platform are.
///
/// @param byName those of the configuration in force, asked each time
record Orchestrators(Supplier<Map<String, AuthMethod>> byName) implements Statements {

    private static final Checked.Refused NOBODY =
            new Checked.Refused(RefusalReason.UNSUPPORTED, "no orchestrator is configured");

    static Map<String, AuthMethod> of(Configuration configuration) {
        Map<String, AuthMethod> all = new LinkedHashMap<>();
        HostPort http = configuration.listen().http();
        if (http == null) return all;
        String audience = configuration.sessions().issuerAt(http);
        configuration
                .orchestrators()
                .forEach((name, entry) ->
                        all.put(name, new OidcAuthMethod(OidcFrom.entry(name, entry.oidc(audience), ""))));
        return all;
    }

    @Override
    public Checked check(String jwt, Instant now) throws InterruptedException {
        Checked.Refused last = NOBODY;
        for (Map.Entry<String, AuthMethod> orchestrator : byName.get().entrySet()) {
            switch (orchestrator.getValue().authenticate(new BearerToken(jwt), now)) {
                case Authentication.Proven proven -> {
                    return new Checked.Signed(
                            orchestrator.getKey(), proven.workload().claims());
                }
                case Authentication.Refused no -> last = better(last, no);
            }
        }
        return last;
    }

    /// Another issuer's word says less than its own.
    private static Checked.Refused better(Checked.Refused last, Authentication.Refused no) {
        boolean foreign = no.reason() == RefusalReason.UNKNOWN_ISSUER;
        return foreign && !last.equals(NOBODY) ? last : new Checked.Refused(no.reason(), no.detail());
    }
}
