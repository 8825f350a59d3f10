package dev.sallyport.app.service;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.cli.work.Serve;
import dev.sallyport.app.config.load.ConfigurationException;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.wiring.Sallyport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Runs the gateway until SIGTERM or Ctrl-C; then ends sessions, destroys leases and closes the trail before it
/// returns.
public record GatewayService(ConfigurationFile loader, InstantSource clock) implements Serve {

    private static final Duration FAREWELL = Duration.ofSeconds(30);

    @Override
    public void serve(Path configuration, Progress progress) throws CommandFailure, IOException, InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().name("stop").unstarted(() -> stop(told, done));
        try (Sallyport gateway = start(configuration)) {
            Runtime.getRuntime().addShutdownHook(hook);
            progress.step("serving on " + shown(gateway.addresses()));
            told.await();
            progress.step("stopping");
        } finally {
            done.countDown();
        }
    }

    private static String shown(SequencedMap<String, ListenAddress> addresses) {
        return addresses.entrySet().stream()
                .map(one -> one.getValue() + " (" + one.getKey() + ")")
                .collect(Collectors.joining(", "));
    }

    private Sallyport start(Path configuration) throws CommandFailure, IOException {
        try {
            return Sallyport.start(configuration, loader, clock);
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.REFUSED, "the configuration cannot be used", e.errors(configuration));
        }
    }

    /// The virtual machine waits for its hooks, so this waits for the gateway.
    private static void stop(CountDownLatch told, CountDownLatch done) {
        told.countDown();
        try {
            var _ = done.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
