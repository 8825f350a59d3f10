package dev.sallyport.testkit.generate;

import java.util.stream.LongStream;

/// Tries a property with many seeds. Runs on the calling thread.
public final class Seeded {

    private Seeded() {}

    /// Something that must hold for all values, however it draws them.
    @FunctionalInterface
    public interface Property {
        void holdsFor(Generators some) throws Exception;
    }

    /// Tries seeds 1 to `seeds`; the system properties `sallyport.seed` (this one only) and `sallyport.seeds`
    /// (so many) override it.
    ///
    /// @throws AssertionError at the first seed for which the property fails or throws, naming the seed
    public static void forAll(int seeds, Property property) {
        chosen(seeds).forEach(seed -> forSeed(seed, property));
    }

    /// Tries one seed, to keep a failure that was once found.
    public static void forSeed(long seed, Property property) {
        try {
            property.holdsFor(new Generators(seed));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(seed, e);
        } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw failed(seed, e);
        }
    }

    private static AssertionError failed(long seed, Throwable cause) {
        return new AssertionError(
                "failed with seed " + seed + " (repeat with -Dsallyport.seed=" + seed + "): " + cause.getMessage(),
                cause);
    }

    private static LongStream chosen(int seeds) {
        Long one = Long.getLong("sallyport.seed");
        return one == null
                ? LongStream.rangeClosed(1, Integer.getInteger("sallyport.seeds", seeds))
                : LongStream.of(one);
    }
}
