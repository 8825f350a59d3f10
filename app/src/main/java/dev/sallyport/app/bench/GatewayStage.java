package dev.sallyport.app.bench;

import dev.sallyport.app.demo.DemoFolder;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A gateway that listens for HTTP, in a process of its own, and the platform whose tokens it trusts. On one thread,
/// but [#token] on every one.
public final class GatewayStage implements AutoCloseable {

    public static final String AUDIENCE = "sallyport";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DemoFolder files;
    private final PlatformIssuer platform;
    private @Nullable GatewayProcess gateway;

    private GatewayStage(DemoFolder files, PlatformIssuer platform) {
        this.files = files;
        this.platform = platform;
    }

    /// The folder with a certificate, and the platform; the gateway does not run yet.
    public static GatewayStage prepare(InstantSource clock) throws IOException {
        DemoFolder files = DemoFolder.create();
        try {
            files.writeCertificate();
            return new GatewayStage(files, PlatformIssuer.start(clock, SigningKey.Kind.ES256));
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /// @param yaml the configuration, in which `ISSUER` stands for the platform
    /// @param secrets by the name of their file
    public void start(String yaml, Map<String, String> secrets) throws IOException, InterruptedException {
        for (Map.Entry<String, String> each : secrets.entrySet()) files.writePrivate(each.getKey(), each.getValue());
        files.writePrivate("sallyport.yaml", yaml.replace("ISSUER", platform.issuer()));
        gateway = GatewayProcess.start(files.configuration(), folder().resolve("gateway.log"));
        Await.until(() -> Ports.answers(port("plain")), PATIENCE, "the gateway does not listen: it must");
    }

    /// With `server.crt` and `server.key` in it.
    public Path folder() {
        return files.path();
    }

    private GatewayProcess gateway() {
        return Objects.requireNonNull(gateway, "not started");
    }

    public Child process() {
        return gateway().child();
    }

    /// @param listener such as `plain`
    public int port(String listener) throws IOException {
        return gateway().port(listener);
    }

    /// A new one, good for some minutes.
    public String token(String who) {
        return platform.token("system:serviceaccount:bench:" + who)
                .audience(AUDIENCE)
                .sign();
    }

    /// Kilobytes that the gateway holds. Empty where nobody tells.
    public OptionalLong memory() throws IOException, InterruptedException {
        return Memory.held(process(), folder());
    }

    @Override
    public void close() throws IOException {
        try (DemoFolder _ = files;
                PlatformIssuer _ = platform) {
            if (gateway != null) gateway.close();
        }
    }
}
