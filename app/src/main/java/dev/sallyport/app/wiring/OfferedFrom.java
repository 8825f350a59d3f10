package dev.sallyport.app.wiring;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.app.config.ClearText;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.OverHttp;
import dev.sallyport.app.config.Protocol;
import dev.sallyport.app.config.shape.Words;
import dev.sallyport.app.endpoint.Offered;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the configuration says to everybody about how targets are reached.
final class OfferedFrom {

    private OfferedFrom() {}

    /// @param plain where `listen.plain` was really bound; empty for nowhere
    static Map<String, Offered> configuration(Configuration configuration, Optional<ListenAddress> plain) {
        Map<String, Offered> offered = new LinkedHashMap<>();
        configuration.targets().forEach((name, entry) -> offered.put(name, target(name, entry.protocol(), plain)));
        return offered;
    }

    private static Offered target(String name, Protocol protocol, Optional<ListenAddress> plain) {
        if (!(protocol instanceof OverHttp http)) return new Offered(protocol.kind(), "", "", "", "");
        boolean inClear = protocol.clearText() == ClearText.ALLOW;
        return new Offered(
                protocol.kind(),
                protocol instanceof Llm llm ? Words.of(llm.dialect()) : "",
                "/" + name,
                http.forward() ? origin(http) : "",
                inClear ? plain.map(ListenAddress::toString).orElse("") : "");
    }

    private static String origin(OverHttp http) {
        URI upstream = http.upstream();
        return upstream == null ? "" : upstream.getScheme() + "://" + upstream.getAuthority();
    }
}
