package dev.sallyport.app.bench.http;

import dev.sallyport.app.bench.Child;
import dev.sallyport.app.bench.GatewayStage;
import dev.sallyport.app.bench.Programs;
import dev.sallyport.app.bench.Run;
import dev.sallyport.app.bench.Way;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that a measurement needs: the API, nginx before it, the platform, the gateway, wrk.
final class HttpStage implements AutoCloseable {

    private static final String INSTALL = " was not found: install it (Debian, Ubuntu: apt-get install nginx-light wrk;"
            + " nginx's own service need not run)";

    /// What the body of every answer comes to, in bytes.
    static final int BODY = 1024;

    private final GatewayStage gateway;
    private final Nginx api;
    private final Nginx nginx;
    private final Wrk wrk;

    private HttpStage(GatewayStage gateway, Nginx api, Nginx nginx, Wrk wrk) {
        this.gateway = gateway;
        this.api = api;
        this.nginx = nginx;
        this.wrk = wrk;
    }

    /// @throws CommandFailure when nginx or wrk is not installed
    static HttpStage set(Progress progress, InstantSource clock)
            throws CommandFailure, IOException, InterruptedException {
        Path nginx = program("nginx");
        Path wrk = program("wrk");
        progress.step("starting nginx as API and as proxy, and the gateway");
        GatewayStage gateway = GatewayStage.prepare(clock);
        try {
            return set(gateway, nginx, new Wrk(wrk, gateway.folder()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    private static HttpStage set(GatewayStage gateway, Path program, Wrk wrk) throws IOException, InterruptedException {
        wrk.writeScript();
        Nginx api = Nginx.api(program, gateway.folder(), body());
        Nginx nginx = null;
        try {
            nginx = Nginx.proxy(program, gateway.folder(), api.port(false));
            gateway.start(HttpBenchConfiguration.yaml(api.port(false)), Map.of("shop-key", "key-of-the-shop"));
            return new HttpStage(gateway, api, nginx, wrk);
        } catch (IOException | InterruptedException | RuntimeException e) {
            api.close();
            if (nginx != null) nginx.close();
            throw e;
        }
    }

    private static Path program(String name) throws CommandFailure, IOException {
        return Programs.ofThisMachine()
                .find(name)
                .orElseThrow(() -> new CommandFailure(ExitCode.REFUSED, name + INSTALL));
    }

    private static String body() {
        String begin = "{\"id\":1,\"name\":\"Jo\",\"note\":\"";
        return begin + "n".repeat(BODY - begin.length() - 2) + "\"}";
    }

    Run run(HttpLoad load, Way way, Duration length) throws IOException, InterruptedException {
        return wrk.run(load, length, url(load, way), gateway.token("wrk"), between(way));
    }

    private String url(HttpLoad load, Way way) throws IOException {
        String place = (load.tls() ? "https://localhost:" : "http://127.0.0.1:") + port(load, way);
        return place + (way == Way.GATEWAY ? "/" + HttpBenchConfiguration.TARGET : "") + "/customers/";
    }

    private int port(HttpLoad load, Way way) throws IOException {
        return switch (way) {
            case DIRECT -> api.port(false);
            case PEER -> nginx.port(load.tls());
            case GATEWAY -> gateway.port(load.tls() ? "http" : "plain");
        };
    }

    private @Nullable Child between(Way way) {
        return switch (way) {
            case DIRECT -> null;
            case PEER -> nginx.child();
            case GATEWAY -> gateway.process();
        };
    }

    GatewayStage gateway() {
        return gateway;
    }

    @Override
    public void close() throws IOException {
        try (GatewayStage _ = gateway) {
            nginx.close();
            api.close();
        }
    }
}
