package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A provider of language models.
public record Llm(
        @Doc("Whose API it speaks.") LlmDialect dialect,

        @Doc("Base address, what comes before `/v1`. Without it, that of the dialect's maker.") @Nullable
        URI address,

        @Doc("The provider's key. Agents show their own proof in its place.") @Nullable
        SecretReference key,

        @Doc("Where the key stands. Without it, as the dialect has it: `bearer` for `openai`, `x-api-key` for"
                + " `anthropic`, `x-goog-api-key` for `gemini`.")
        @Nullable
        KeyHeader keyHeader,

        @Doc("Hosts that the provider may fetch images and files from, when a request names them by address.")
        @Default("[]")
        @OneOrMany
        List<HostName> fetchHosts,

        @Doc("Whether requests may leave their answers at the provider, which the Responses API does unless told"
                + " otherwise.")
        @Default("true")
        boolean storing,

        @Doc("Fields of requests that pass although this gateway does not know them, such as those of a compatible"
                + " server.")
        @Default("[]")
        @OneOrMany
        List<String> extraFields,

        @Doc("Tokens that one image, file or sound is taken for before it was counted.")
        @Default("50000")
        @Bounds(min = "0", max = "10000000")
        int mediaTokens,

        @Doc("Tokens that an answer is taken for when the request sets no limit of its own.")
        @Default("16384")
        @Bounds(min = "1", max = "10000000")
        int outputTokens,

        @Doc("Names by which agents may ask for it at `listen.http`, besides the path `/NAME/`.")
        @Default("[]")
        @OneOrMany
        List<HostName> hosts,

        @Doc("Whether it can be reached through the gateway as a forward proxy, under the name in `address`.")
        @Default("false")
        boolean forward,

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

        @Doc("From the end of a request to the head of its answer.") @Default("5m") @Bounds(min = "100ms", max = "1h")
        Duration firstByteTimeout,

        @Doc("An answer that stands still for so long is cut.") @Default("2m") @Bounds(min = "1s", max = "24h")
        Duration idleTimeout,

        @Doc("Longer requests are denied unread.") @Default("16MiB") @Bounds(min = "1KiB", max = "256MiB")
        ByteSize maxBody,

        @Doc("Whether agents may reach this target without TLS, at `listen.plain`.") @Default("refuse")
        ClearText clearText)
        implements Protocol, OverHttp {
    public Llm {
        fetchHosts = List.copyOf(fetchHosts);
        extraFields = List.copyOf(extraFields);
        hosts = List.copyOf(hosts);
        networks = List.copyOf(networks);
    }

    @Override
    public String place() {
        return upstream().toString();
    }

    @Override
    public URI upstream() {
        return address == null ? dialect.provider() : address;
    }
}
