package dev.sallyport.app.config.check;

import dev.sallyport.app.config.BasicCredential;
import dev.sallyport.app.config.CredentialEntry;
import dev.sallyport.app.config.ExchangeCredential;
import dev.sallyport.app.config.GithubCredential;
import dev.sallyport.app.config.HeaderCredential;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.OauthCredential;
import dev.sallyport.app.config.QueryCredential;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a target over HTTP needs to be one: an address that nobody on the way can read, and a credential that fits
/// into a request.
///
/// @param path of the target's protocol, such as `targets.tickets.http`
record HttpChecks(String path, Problems problems) {

    /// Headers that say where a message ends, or whom it is for (RFC 9110 section 7): never a credential's.
    private static final Set<String> FRAMING = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    void http(Http http) {
        CredentialEntry credential = http.credential();
        address(http.address(), credential != null);
        path("graphql", http.graphql());
        http.outward().forEach(pattern -> path("outward", pattern));
        if (credential != null) credential(credential);
    }

    void llm(Llm llm) {
        URI address = llm.address();
        if (address != null) address(address, llm.key() != null);
        if (llm.key() == null) {
            problems.warn(path + ".key", "missing, so the provider is asked without one");
        }
    }

    /// @param secret whether something is sent there that nobody else may see
    void address(URI address, boolean secret) {
        String at = path + ".address";
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            problems.error(at, "must be an address without user, query or fragment, a credential has its own key");
            return;
        }
        if (isPrivate(address)) return;
        if (secret) {
            problems.error(
                    at,
                    "must be `https:`, except on this machine: a credential never travels in clear text: "
                            + Shown.of(address.toString()));
        } else {
            problems.warn(at, "everything can be read on the way, use `https:`: " + Shown.of(address.toString()));
        }
    }

    private static boolean isPrivate(URI address) {
        String host = String.valueOf(address.getHost()).replaceAll("[\\[\\]]", "");
        return "https".equals(address.getScheme()) || new HostPort(host, 0).isLoopback();
    }

    private void path(String key, String text) {
        if (!text.isEmpty() && !text.startsWith("/")) {
            problems.error(path + "." + key, "must be a path that starts with `/`: " + Shown.of(text));
        }
    }

    private void credential(CredentialEntry credential) {
        String at = path + ".credential";
        switch (credential.shown()) {
            case HeaderCredential header -> header(at + ".header.name", header.name());
            case QueryCredential query -> name(at + ".query.name", query.name());
            case BasicCredential basic -> user(at + ".basic.user", basic.user());
            case OauthCredential oauth -> issuer(at + ".oauth.token", oauth.issuer());
            case GithubCredential github -> issuer(at + ".github.api", github.issuer());
            case ExchangeCredential exchange -> issuer(at + ".exchange.token", exchange.issuer());
        }
    }

    /// RFC 9110 section 5.6.2: a token.
    private void header(String at, String name) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")) {
            problems.error(at, "must be the name of a header: " + Shown.of(name));
        } else if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            problems.error(at, "belongs to the message and not to whom it is from: " + Shown.of(name));
        }
    }

    private void name(String at, String name) {
        if (!name.matches("[A-Za-z0-9._~-]{1,100}")) {
            problems.error(at, "must be a name of letters, digits, `.`, `_`, `~` and `-`: " + Shown.of(name));
        }
    }

    /// RFC 7617 section 2
    private void user(String at, String user) {
        if (user.contains(":")) problems.error(at, "must not hold a colon: " + Shown.of(user));
    }

    private void issuer(String at, @Nullable URI issuer) {
        if (issuer != null && !isPrivate(issuer)) {
            problems.error(at, "must be `https:`, except on this machine: " + Shown.of(issuer.toString()));
        }
    }
}
