package dev.sallyport.app.bench;

/// Times up to 1 ms, to 20 ns. Belongs to one thread; counting allocates nothing.
final class Histogram {

    private static final int STEP = 20;
    private static final int STEPS = 50_000;

    private final long[] counts = new long[STEPS + 1];
    private long total;

    void add(long nanos) {
        counts[Math.clamp(nanos / STEP, 0, STEPS)]++;
        total++;
    }

    long total() {
        return total;
    }

    /// In microseconds, rounded up to the next step; what took longer than 1 ms counts as that.
    double percentile(double percent) {
        long wanted = (long) Math.ceil(total * percent / 100);
        long seen = 0;
        for (int step = 0; step <= STEPS; step++) {
            seen += counts[step];
            if (seen >= wanted && seen > 0) return (step + 1) * STEP / 1_000.0;
        }
        return Double.NaN;
    }
}
