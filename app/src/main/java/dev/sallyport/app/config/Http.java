package dev.sallyport.app.config;

import dev.sallyport.api.target.Verb;
import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An API or a web service over HTTP.
public record Http(
        @Doc("Base address of the API; `http:` only on this machine, or without a credential.")
        URI address,

        @Doc("Names by which agents may ask for it at `listen.http`, besides the path `/NAME/`.")
        @Default("[]")
        @OneOrMany
        List<HostName> hosts,

        @Doc("Whether it can be reached through the gateway as a forward proxy, under the name in `address`.")
        @Default("false")
        boolean forward,

        @Doc("OpenAPI document (JSON or YAML) that names resources and verbs. Without it, methods and paths do.")
        @Nullable
        Path openapi,

        @Doc("Path of its GraphQL endpoint, such as `/graphql`; empty for none.") @Default("''")
        String graphql,

        @Doc("Whether it speaks gRPC.") @Default("false") boolean grpc,

        @Doc("Whether it is a server of Git repositories.") @Default("false")
        boolean git,

        @Doc(
                "Verbs of gRPC methods (`package.Service/Method`, `package.Service/*`) and of GraphQL's root fields; without"
                        + " one, a query reads and everything else executes.")
        @Default("{}")
        Map<String, Verb> verbs,

        @Doc("What the gateway shows in place of the agent's proof; without it, nothing.") @Nullable
        CredentialEntry credential,

        @Doc("Paths where sending means that data leaves, such as `/hooks/**`: their verb is `share`; `/**` for all.")
        @Default("[]")
        @OneOrMany
        List<String> outward,

        @Doc("PEM file of the authorities that the server's certificate may come from. Without it, those of the JDK.")
        @Nullable
        Path ca,

        @Doc(
                "What may be dialled although it lies inside: networks such as `10.0.0.0/8`, addresses, or names of hosts. An"
                        + " address that stands in `address` itself may be.")
        @Default("[]")
        @OneOrMany
        List<String> networks,

        @Doc("Connections to it that are open at once; further requests wait.")
        @Default("64")
        @Bounds(min = "1", max = "10000")
        int connections,

        @Doc("For connecting, TLS included.") @Default("5s") @Bounds(min = "100ms", max = "1m")
        Duration connectTimeout,

        @Doc("From the end of a request to the head of its answer.") @Default("60s") @Bounds(min = "100ms", max = "1h")
        Duration firstByteTimeout,

        @Doc("An answer that stands still for so long is cut.") @Default("60s") @Bounds(min = "1s", max = "24h")
        Duration idleTimeout,

        @Doc("Longer bodies cannot be judged; a request that needs it is denied.")
        @Default("1MiB")
        @Bounds(min = "1KiB", max = "256MiB")
        ByteSize maxBody,

        @Doc("Longer answers cannot be masked or cut at a number of records: where a purpose asks for that, they are"
                + " refused.")
        @Default("4MiB")
        @Bounds(min = "1KiB", max = "256MiB")
        ByteSize maxAnswer,

        @Doc(
                "How much of each answer is remembered, sealed in the trail, so that values and instructions can be traced to"
                        + " it, where the purpose is compared with what was asked for and somebody asked for something; texts only.")
        @Default("16KiB")
        Heard hear,

        @Doc(
                "Whether cookies pass where the gateway shows a `credential`: what the target sets then may be a session of"
                        + " its own, good without the gateway.")
        @Default("drop")
        Cookies cookies,

        @Doc("Whether agents may reach this target without TLS, at `listen.plain`.") @Default("refuse")
        ClearText clearText)
        implements Protocol, OverHttp {
    public Http {
        hosts = List.copyOf(hosts);
        verbs = Kept.ordered(verbs);
        outward = List.copyOf(outward);
        networks = List.copyOf(networks);
    }

    @Override
    public String place() {
        return address.toString();
    }

    @Override
    public URI upstream() {
        return address;
    }
}
