package dev.sallyport.app.config.check;

import dev.sallyport.app.config.ClearText;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.HostName;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.OverHttp;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The way to each target: an address that its protocol is spoken at, with TLS or without, and no two targets under
/// one name.
record ListenChecks(Configuration configuration, Problems problems) {

    /// First steps of paths that the session endpoint has for itself.
    private static final Set<String> TAKEN = Set.of("oauth2", "sessions", "v1");

    void check() {
        configuration.targets().forEach(this::reached);
        configuration.targets().forEach(this::named);
        sameNames();
        plain();
    }

    private void reached(String name, TargetEntry target) {
        String path = "targets." + name;
        switch (target.protocol()) {
            case Postgres postgres -> postgres(path, postgres);
            case Http http -> overHttp(path, http);
            case Llm llm -> overHttp(path, llm);
            case Mcp mcp -> overHttp(path, mcp);
        }
    }

    private void postgres(String path, Postgres postgres) {
        HostPort at = configuration.listen().postgres();
        if (at == null) {
            missing("listen.postgres", path);
        } else if (postgres.clearText() == ClearText.REFUSE) {
            certificate(path);
        } else if (!at.isLoopback()) {
            problems.warn(
                    path + ".postgres.clearText",
                    "tokens can be read on the way, as `listen.postgres` is reached from other machines");
        }
    }

    private void overHttp(String path, OverHttp target) {
        boolean inClear = configuration.listen().plain() != null && target.clearText() == ClearText.ALLOW;
        if (configuration.listen().http() == null && !inClear) missing("listen.http", path);
    }

    private void missing(String listener, String path) {
        problems.error(listener, "missing, give the address where agents reach " + Shown.of(path));
    }

    /// Without one, a target that refuses clear text cannot be reached by anybody.
    private void certificate(String path) {
        if (configuration.tls() == null) {
            problems.error(
                    path,
                    "cannot be reached: give `tls` with a certificate, or allow agents to come without TLS by"
                            + " `clearText: allow`");
        }
    }

    /// Proofs never leave the machine in clear text.
    private void plain() {
        HostPort plain = configuration.listen().plain();
        if (plain != null && !plain.isLoopback()) {
            problems.error(
                    "listen.plain", "must be a loopback address, there is no TLS: " + Shown.of(plain.toString()));
        }
    }

    private void named(String name, TargetEntry target) {
        if (target.protocol() instanceof OverHttp && TAKEN.contains(name)) {
            problems.error(
                    "targets." + name,
                    "the name is taken: the session endpoint answers at " + Shown.of("/" + name + "/"));
        }
    }

    private void sameNames() {
        Map<String, String> reverse = new HashMap<>();
        Map<String, String> forward = new HashMap<>();
        configuration.targets().forEach((name, target) -> {
            if (target.protocol() instanceof OverHttp http) {
                String path = "targets." + name + "." + target.protocol().kind();
                for (HostName host : http.hosts()) once(reverse, host.name(), path + ".hosts");
                if (http.forward()) once(forward, authority(http.upstream()), path + ".forward");
            }
        });
    }

    private void once(Map<String, String> seen, String name, String path) {
        String first = seen.putIfAbsent(name, path);
        if (first != null) problems.error(path, "leads to `" + first + "` already, keep one: " + Shown.of(name));
    }

    private static String authority(@Nullable URI upstream) {
        return upstream == null ? "" : upstream.getScheme() + "://" + upstream.getAuthority();
    }
}
