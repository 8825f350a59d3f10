package dev.sallyport.app.exec.session;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Exec.Way;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.HostPort;
import java.net.URI;
import java.util.Optional;

/// Where the gateway is.
///
/// @param endpoint without a slash at its end
/// @param http host and port of the endpoint
public record GatewayPlace(String endpoint, HostPort http, HostPort postgres) {

    private static final int HTTPS = 443;
    private static final int POSTGRES = 6432;

    /// @param configured of the gateway, when there is one on this machine
    /// @throws CommandFailure when it is not told where
    public static GatewayPlace of(Way way, Optional<Configuration> configured) throws CommandFailure {
        URI gateway = way.gateway() != null ? way.gateway() : issuer(configured);
        if (!"https".equals(gateway.getScheme()) || gateway.getHost() == null || gateway.getUserInfo() != null)
            throw wrong("--gateway: must be an address such as https://sallyport.internal:8443: `" + gateway + "`");
        String host = gateway.getHost().replaceAll("[\\[\\]]", "");
        HostPort http = new HostPort(host, gateway.getPort() < 0 ? HTTPS : gateway.getPort());
        HostPort postgres = way.postgres().isEmpty()
                ? new HostPort(
                        host,
                        configured
                                .flatMap(c -> Optional.ofNullable(c.listen().postgres()))
                                .map(HostPort::port)
                                .orElse(POSTGRES))
                : postgres(way.postgres());
        return new GatewayPlace(gateway.toString().replaceAll("/+$", ""), http, postgres);
    }

    /// Whether it is on this machine, told from its name alone.
    boolean isHere() {
        return http.isLoopback();
    }

    private static URI issuer(Optional<Configuration> configured) throws CommandFailure {
        if (configured.isEmpty()) throw wrong("say which gateway: --gateway URL, or -c FILE on its own machine");
        HostPort http = configured.get().listen().http();
        if (http == null) throw wrong("listen.http: not set, so this gateway opens no sessions");
        return URI.create(configured.get().sessions().issuerAt(http));
    }

    private static HostPort postgres(String text) throws CommandFailure {
        try {
            return HostPort.parse(text);
        } catch (IllegalArgumentException _) {
            throw wrong("--postgres: must be an address such as sallyport.internal:6432: `" + text + "`");
        }
    }

    private static CommandFailure wrong(String text) {
        return new CommandFailure(ExitCode.USAGE, text);
    }
}
