package dev.sallyport.authority.intent.words;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// How near two English words are in meaning, from a table of word vectors (made by `tools/words/distil` from
/// an embedding model; about 38,000 words). Immutable; takes about a microsecond; knows nothing of word order.
public final class Meanings {

    private static final double SAME_STEM = 0.95;

    private final Map<String, Integer> rows;
    /// Wider than the numbers are: so the JVM multiplies several at once.
    private final int[] vectors;
    private final float[] lengths;
    private final int width;

    private Meanings(Map<String, Integer> rows, int[] vectors, int width) {
        this.rows = Map.copyOf(rows);
        this.vectors = vectors;
        this.width = width;
        this.lengths = new float[rows.size()];
        for (int row = 0; row < lengths.length; row++) lengths[row] = (float) Math.sqrt(dot(row, row));
    }

    /// The table that is part of the product, read once.
    public static Meanings shipped() {
        return Shipped.TABLE;
    }

    private static final class Shipped {
        static final Meanings TABLE = read("words.gz");
    }

    private static Meanings read(String resource) {
        try (InputStream raw = Meanings.class.getResourceAsStream(resource)) {
            if (raw == null) throw new IllegalStateException("the jar lacks " + resource);
            DataInputStream in = new DataInputStream(new GZIPInputStream(raw, 1 << 16));
            int count = in.readInt();
            int width = in.readInt();
            Map<String, Integer> rows = HashMap.newHashMap(count);
            int[] vectors = new int[count * width];
            for (int row = 0; row < count; row++) {
                rows.put(new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII), row);
                byte[] vector = in.readNBytes(width);
                for (int i = 0; i < width; i++) vectors[row * width + i] = vector[i];
            }
            return new Meanings(rows, vectors, width);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// True when the table has the word itself; case matters, so give it in lower case.
    public boolean knows(String word) {
        return rows.containsKey(word);
    }

    /// @param one,other in lower case
    /// @return 1 for the same word, near 1 for the same stem, else the cosine, at least 0; 0 when one of them
    ///     is not known
    public double similarity(String one, String other) {
        return similarity(token(one), token(other));
    }

    /// As [#similarity(String, String)], for words that are compared many times.
    public double similarity(Token one, Token other) {
        if (one.word().equals(other.word())) return 1;
        if (one.stem().equals(other.stem())) return SAME_STEM;
        if (one.row() < 0 || other.row() < 0) return 0;
        return Math.max(0, dot(one.row(), other.row()) / (lengths[one.row()] * lengths[other.row()]));
    }

    /// @param word in lower case
    public Token token(String word) {
        String stem = Stem.of(word);
        return new Token(word, stem, row(word, stem));
    }

    public List<Token> tokens(Collection<String> words) {
        return words.stream().map(this::token).toList();
    }

    private int row(String word, String stem) {
        Integer row = rows.get(word);
        if (row == null) row = rows.get(stem);
        return row == null ? -1 : row;
    }

    /// Where some words point together.
    public Direction direction(Collection<String> words) {
        return directionOf(tokens(words));
    }

    /// As [#direction], for words that are there already.
    public Direction directionOf(List<Token> tokens) {
        float[] sum = new float[width];
        for (Token token : tokens) {
            int row = token.row();
            if (row < 0) continue;
            for (int i = 0; i < width; i++) sum[i] += vectors[row * width + i] / lengths[row];
        }
        double length = Math.sqrt(Direction.dot(sum, sum));
        for (int i = 0; i < width && length > 0; i++) sum[i] = (float) (sum[i] / length);
        return new Direction(sum);
    }

    private double dot(int row, int other) {
        int sum = 0;
        int from = row * width;
        int to = other * width;
        for (int i = 0; i < width; i++) sum += vectors[from + i] * vectors[to + i];
        return sum;
    }
}
