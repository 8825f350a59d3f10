package dev.sallyport.authority.intent.words;

/// Where some words point together; immutable.
public final class Direction {

    private final float[] parts;

    Direction(float[] parts) {
        this.parts = parts;
    }

    /// The cosine, at least 0; 0 when no word of one of them is known.
    public double near(Direction other) {
        return Math.max(0, Meanings.dot(parts, other.parts));
    }
}
