package dev.sallyport.authority.intent.words;

/// Where some words point together, of length 1, or nowhere when none of them is known. Immutable.
public final class Direction {

    private final float[] parts;

    Direction(float[] parts) {
        this.parts = parts;
    }

    /// The cosine, at least 0; 0 when no word of one of them is known.
    public double near(Direction other) {
        return Math.max(0, dot(parts, other.parts));
    }

    static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) sum += one[i] * other[i];
        return sum;
    }
}
