package dev.sallyport.app.bench.http;

import dev.sallyport.app.bench.Await;
import dev.sallyport.app.bench.Child;
import dev.sallyport.app.bench.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// An nginx with a configuration of ours, all its files in one folder, nothing of the machine's own.
final class Nginx implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String FRAME = """
            daemon off;
            worker_processes auto;
            pid FOLDER/NAME.pid;
            error_log FOLDER/NAME.log;
            events { worker_connections 8192; }
            http {
              access_log off;
              default_type application/json;
              keepalive_timeout 3600s;
              keepalive_requests 1000000000;
              client_body_temp_path FOLDER/NAME-1;
              proxy_temp_path FOLDER/NAME-2;
              fastcgi_temp_path FOLDER/NAME-3;
              uwsgi_temp_path FOLDER/NAME-4;
              scgi_temp_path FOLDER/NAME-5;
              SERVERS
            }
            """;

    private static final String API = """
            server { listen 127.0.0.1:PORT; location / { return 200 'BODY'; } }
            """;

    private static final String PROXY = """
            upstream api { server 127.0.0.1:API; keepalive 256; keepalive_requests 1000000000; }
              server {
                listen 127.0.0.1:PORT;
                listen 127.0.0.1:SECURE ssl;
                ssl_certificate FOLDER/server.crt;
                ssl_certificate_key FOLDER/server.key;
                location / { proxy_pass http://api; proxy_http_version 1.1; proxy_set_header Connection ""; }
              }
            """;

    private final Child child;
    private final int port;
    private final int secure;

    private Nginx(Child child, int port, int secure) {
        this.child = child;
        this.port = port;
        this.secure = secure;
    }

    /// Answers every request with this.
    ///
    /// @param body without a single quote
    static Nginx api(Path program, Path folder, String body) throws IOException, InterruptedException {
        int port = Ports.free();
        return start(program, folder, "api", API.replace("BODY", body), port, port);
    }

    /// As people place it before an API: connections to it are kept alive.
    ///
    /// @param folder holds `server.crt` and `server.key`
    static Nginx proxy(Path program, Path folder, int api) throws IOException, InterruptedException {
        String servers = PROXY.replace("API", String.valueOf(api));
        return start(program, folder, "proxy", servers, Ports.free(), Ports.free());
    }

    private static Nginx start(Path program, Path folder, String name, String servers, int port, int secure)
            throws IOException, InterruptedException {
        Path configuration = folder.resolve(name + ".conf");
        Files.writeString(
                configuration,
                FRAME.replace("SERVERS", servers)
                        .replace("FOLDER", folder.toString())
                        .replace("NAME", name)
                        .replace("PORT", String.valueOf(port))
                        .replace("SECURE", String.valueOf(secure)));
        List<String> command = List.of(
                program.toString(),
                "-p",
                folder.toString(),
                "-e",
                folder.resolve(name + ".log").toString(),
                "-c",
                configuration.toString());
        Nginx started = new Nginx(Child.service(command, folder.resolve(name + ".out")), port, secure);
        try {
            Await.until(started::answersOrDied, PATIENCE, "nginx does not answer: it must");
            if (!started.child.alive()) throw new IOException("nginx did not start: " + started.child.lastWords());
            return started;
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private boolean answersOrDied() {
        return !child.alive() || Ports.answers(port);
    }

    Child child() {
        return child;
    }

    int port(boolean tls) {
        return tls ? secure : port;
    }

    @Override
    public void close() {
        child.close();
    }
}
