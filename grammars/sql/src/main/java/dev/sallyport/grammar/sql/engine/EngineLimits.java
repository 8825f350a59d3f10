package dev.sallyport.grammar.sql.engine;

/// Bounds of the portable engine.
///
/// @param sandboxes how many statements are read at once; each costs `initialMegabytes` when first used
/// @param initialMegabytes memory of a fresh sandbox; the grammar's own stack and tables need 33
/// @param maxMegabytes memory that one statement may make a sandbox grow to
public record EngineLimits(int sandboxes, int initialMegabytes, int maxMegabytes) {

    public static final EngineLimits DEFAULT = new EngineLimits(2, 36, 256);

    private static final int LEAST_MEGABYTES = 34;
    private static final int MOST_MEGABYTES = 1024;

    public EngineLimits {
        if (sandboxes < 1 || initialMegabytes < LEAST_MEGABYTES || maxMegabytes < initialMegabytes) {
            throw new IllegalArgumentException("at least one sandbox of " + LEAST_MEGABYTES + " MB is needed");
        }
        if (maxMegabytes > MOST_MEGABYTES) {
            throw new IllegalArgumentException("a sandbox cannot grow beyond " + MOST_MEGABYTES + " MB");
        }
    }
}
