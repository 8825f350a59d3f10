package dev.sallyport.authority.budget;

/// How much memory the counters may take. Beyond it decisions are denied: forgetting one would forgive
/// what it counted (R5).
///
/// @param counters counters alive at once; about 300 bytes each
/// @param keys distinct keys over all counters; about 100 bytes each
public record Capacity(int counters, int keys) {

    public static final Capacity DEFAULT = new Capacity(100_000, 1_000_000);

    public Capacity {
        if (counters < 1 || keys < 1) {
            throw new IllegalArgumentException("the counters need room for at least one counter and one key");
        }
    }
}
