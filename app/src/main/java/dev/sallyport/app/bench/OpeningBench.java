package dev.sallyport.app.bench;

import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.demo.DemoFolder;
import dev.sallyport.testkit.identity.PlatformIssuer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Opens tasks at the session endpoint of a gateway that has a process of its own.
final class OpeningBench {

    /// Nobody listens there: tasks are opened without a lease.
    private static final int NO_DATABASE = 9;

    private static final String DETAILS =
            "[{\"type\":\"sallyport_task\",\"targets\":[\"bench\"],\"limits\":{\"lifetime\":60}}]";

    private final Plan plan;
    private final Progress progress;
    private final DemoFolder folder;
    private final PlatformIssuer issuer;
    private final int port;

    OpeningBench(Plan plan, Progress progress, DemoFolder folder, PlatformIssuer issuer) throws IOException {
        this.plan = plan;
        this.progress = progress;
        this.folder = folder;
        this.issuer = issuer;
        this.port = Ports.free();
    }

    void configure() throws IOException {
        folder.writeCertificate();
        folder.writePrivate("bench-admin", "nobody:nothing");
        String yaml = BenchConfiguration.yaml(issuer.issuer(), NO_DATABASE)
                .replace(
                        "listen: { postgres: \"127.0.0.1:0\" }",
                        "listen: { postgres: \"127.0.0.1:0\", http: \"127.0.0.1:" + port + "\" }\n"
                                + "sessions: { issuer: \"https://localhost:" + port + "\", maxTasks: 10000000 }");
        folder.writePrivate("sallyport.yaml", yaml);
    }

    /// @return tasks per second of the gateway's processor time
    Spread measure() throws IOException, InterruptedException {
        progress.step("starting the gateway");
        try (GatewayProcess gateway = GatewayProcess.start(
                        folder.configuration(), folder.path().resolve("gateway.log"));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(tls())
                    .build();
            List<Double> rates = new ArrayList<>();
            progress.step("opening tasks: warming up");
            round(client, clients, plan.warmup());
            for (int round = 1; round <= plan.rounds(); round++) {
                progress.step("opening tasks, round " + round + " of " + plan.rounds());
                Duration before = gateway.child().cpu();
                long opened = round(client, clients, plan.round());
                Duration took = gateway.child().cpu().minus(before);
                rates.add(opened * 1000.0 / Math.max(1, took.toMillis()));
            }
            return Spread.of(rates.stream().mapToDouble(Double::doubleValue));
        }
    }

    private long round(HttpClient client, ExecutorService clients, Duration length)
            throws IOException, InterruptedException {
        HttpRequest request = request();
        long end = System.nanoTime() + length.toNanos();
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < plan.clients(); i++) counts.add(clients.submit(() -> open(client, request, end)));
        long all = 0;
        for (Future<Long> count : counts) {
            try {
                all += count.get();
            } catch (ExecutionException e) {
                throw new IOException("tasks cannot be opened: " + e.getMessage(), e);
            }
        }
        return all;
    }

    private static long open(HttpClient client, HttpRequest request, long end)
            throws IOException, InterruptedException {
        long opened = 0;
        while (System.nanoTime() - end < 0) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) throw new IOException("refused: " + response.body());
            opened++;
        }
        return opened;
    }

    private HttpRequest request() {
        String proof =
                issuer.token("opener").audience(BenchConfiguration.AUDIENCE).sign();
        String form = String.join(
                "&",
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token=" + proof,
                "subject_token_type=urn:ietf:params:oauth:token-type:jwt",
                "authorization_details=" + URLEncoder.encode(DETAILS, StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/oauth2/token"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    private SSLContext tls() throws IOException {
        try (InputStream in = Files.newInputStream(folder.certificate())) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in))
                trusted.setCertificateEntry("authority-" + number++, certificate);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, factory.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException("the gateway's certificate cannot be trusted", e);
        }
    }
}
