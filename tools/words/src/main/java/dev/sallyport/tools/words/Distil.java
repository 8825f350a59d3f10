package dev.sallyport.tools.words;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/// Puts every whole word of the model's own vocabulary, and those of `more.txt`, through the embedding model once, keeps the [#KEPT]
/// directions in which the words differ most, and writes one byte a direction. What comes out needs no
/// model: two words mean much the same when their rows point the same way.
///
/// The file: gzip of the number of words (4 bytes), of directions (4 bytes), then for each word, sorted, its
/// length (1 byte), its letters, one signed byte a direction.
public final class Distil {

    private static final int KEPT = 64;
    private static final int ROUNDS = 60;

    private Distil() {}

    /// @param arguments where to write
    public static void main(String[] arguments) throws IOException {
        List<String> words = words();
        System.out.println(words.size() + " words to embed");
        Map<String, float[]> rows = new TreeMap<>();
        AllMiniLmL6V2QuantizedEmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel();
        for (String word : words) {
            rows.put(word, model.embed(TextSegment.from(word)).content().vector());
            if (rows.size() % 2000 == 0) System.out.println(rows.size() + " words done");
        }
        List<float[]> all = centred(new ArrayList<>(rows.values()));
        double[][] axes = axes(all);
        try (DataOutputStream out =
                new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[0]))))) {
            out.writeInt(rows.size());
            out.writeInt(KEPT);
            int next = 0;
            for (String word : rows.keySet()) write(out, word, projected(all.get(next++), axes));
        }
        System.out.println("written " + arguments[0]);
        System.exit(0);
    }

    private static List<String> words() throws IOException {
        TreeSet<String> words = new TreeSet<>();
        try (InputStream in = Distil.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            new ObjectMapper().readTree(in).at("/model/vocab").fieldNames().forEachRemaining(words::add);
        }
        try (InputStream in = Distil.class.getResourceAsStream("/more.txt")) {
            new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(words::add);
        }
        return words.stream().filter(word -> word.matches("[a-z]{2,24}")).toList();
    }

    private static List<float[]> centred(List<float[]> rows) {
        int width = rows.getFirst().length;
        double[] mean = new double[width];
        for (float[] row : rows) for (int i = 0; i < width; i++) mean[i] += row[i] / rows.size();
        for (float[] row : rows) for (int i = 0; i < width; i++) row[i] -= (float) mean[i];
        return rows;
    }

    /// The first principal axes, by orthogonal iteration from a fixed start.
    private static double[][] axes(List<float[]> rows) {
        int width = rows.getFirst().length;
        double[][] covariance = new double[width][width];
        for (float[] row : rows)
            for (int i = 0; i < width; i++)
                for (int j = 0; j < width; j++) covariance[i][j] += (double) row[i] * row[j] / rows.size();
        double[][] axes = new double[KEPT][width];
        for (int k = 0; k < KEPT; k++)
            for (int i = 0; i < width; i++) axes[k][i] = Math.sin(1 + k * 31.0 + i * 17.0);
        for (int round = 0; round < ROUNDS; round++) {
            for (int k = 0; k < KEPT; k++) axes[k] = times(covariance, axes[k]);
            orthonormal(axes);
        }
        return axes;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < vector.length; i++)
            for (int j = 0; j < vector.length; j++) product[i] += matrix[i][j] * vector[j];
        return product;
    }

    private static void orthonormal(double[][] axes) {
        for (int k = 0; k < axes.length; k++) {
            for (int before = 0; before < k; before++) {
                double along = dot(axes[k], axes[before]);
                for (int i = 0; i < axes[k].length; i++) axes[k][i] -= along * axes[before][i];
            }
            double length = Math.sqrt(dot(axes[k], axes[k]));
            for (int i = 0; i < axes[k].length; i++) axes[k][i] /= length;
        }
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) sum += one[i] * other[i];
        return sum;
    }

    private static double[] projected(float[] row, double[][] axes) {
        double[] along = new double[axes.length];
        for (int k = 0; k < axes.length; k++)
            for (int i = 0; i < row.length; i++) along[k] += axes[k][i] * row[i];
        double length = Math.sqrt(dot(along, along));
        for (int k = 0; k < axes.length; k++) along[k] /= Math.max(length, 1e-9);
        return along;
    }

    private static void write(DataOutputStream out, String word, double[] row) {
        try {
            byte[] letters = word.getBytes(StandardCharsets.US_ASCII);
            out.writeByte(letters.length);
            out.write(letters);
            double largest = 1e-9;
            for (double each : row) largest = Math.max(largest, Math.abs(each));
            for (double each : row) out.writeByte((int) Math.round(each / largest * 127));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
