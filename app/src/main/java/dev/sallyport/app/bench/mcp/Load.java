package dev.sallyport.app.bench.mcp;

import dev.sallyport.app.bench.Child;
import dev.sallyport.app.bench.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Clients that call as soon as they have their answer.
record Load(Caller caller, int clients, Duration length) {

    /// @param between whose processor time is measured
    Run run(@Nullable Child between) throws IOException, InterruptedException {
        caller.call();
        Duration before = between == null ? Duration.ZERO : between.cpu();
        long start = System.nanoTime();
        double[] latencies = all(start + length.toNanos());
        double seconds = (System.nanoTime() - start) / 1e9;
        Duration used = between == null ? Duration.ZERO : between.cpu().minus(before);
        double cpu = between == null ? Double.NaN : used.toNanos() / 1e3 / latencies.length;
        return new Run(
                latencies.length / seconds,
                latencies[latencies.length / 2],
                latencies[(int) ((long) latencies.length * 99 / 100)],
                cpu);
    }

    /// Ascending.
    private double[] all(long end) throws IOException, InterruptedException {
        List<Future<List<Double>>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) asked.add(threads.submit(() -> until(end)));
            List<Double> latencies = new ArrayList<>();
            for (Future<List<Double>> each : asked) latencies.addAll(each.get());
            return latencies.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        } catch (ExecutionException e) {
            throw new IOException("a client failed: " + e.getMessage(), e);
        }
    }

    private List<Double> until(long end) throws IOException, InterruptedException {
        List<Double> latencies = new ArrayList<>();
        do {
            latencies.add(caller.call());
        } while (System.nanoTime() < end);
        return latencies;
    }
}
