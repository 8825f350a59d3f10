package dev.sallyport.app.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// What the rounds gave for one figure: the median counts, lowest and highest say how far to trust it.
public record Spread(double median, double lowest, double highest) {

    /// Of no value, or of one that is no number: no number.
    public static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0 || Arrays.stream(sorted).anyMatch(Double::isNaN)) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /// Of one value.
    public static Spread one(double value) {
        return new Spread(value, value, value);
    }

    public boolean known() {
        return !Double.isNaN(median);
    }

    /// The median alone.
    public String show(String format) {
        return known() ? number(format, median) : "–";
    }

    /// With the lowest and the highest.
    public String showAll(String format) {
        return known()
                ? number(format, median) + " (" + number(format, lowest) + "–" + number(format, highest) + ")"
                : "–";
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
