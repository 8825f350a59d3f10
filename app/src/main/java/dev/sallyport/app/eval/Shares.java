package dev.sallyport.app.eval;

import java.util.Locale;

/// Shares as people read them.
final class Shares {

    private static final int HUNDRED = 100;

    private Shares() {}

    /// @param share from 0 to 1; below 0 for nothing to count
    static String percent(double share) {
        return share < 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", share * HUNDRED);
    }

    static String millis(double millis) {
        return millis < 0 ? "–" : String.format(Locale.ROOT, "%.2f", millis);
    }
}
