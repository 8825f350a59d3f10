package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Feature;

/// Counts what was found on the other side, and keeps the longest that was not, for people.
final class Tally {

    /// Counts are scaled by this; more is the same.
    private static final double MANY = 5;

    int all;
    private int missing;
    private String example = "";

    void count(boolean found, String text) {
        all++;
        if (!found) {
            missing++;
            example = text.length() > example.length() ? text : example;
        }
    }

    void add(Tally other) {
        all += other.all;
        missing += other.missing;
        example = other.example.length() > example.length() ? other.example : example;
    }

    /// The share found; 1 of nothing.
    double share() {
        return all == 0 ? 1 : 1 - (double) missing / all;
    }

    Feature missing(String name, String words) {
        return new Feature(name, 1 - share(), missing == 0 ? "" : words.replace("%s", shown(example)));
    }

    Feature missed(String name) {
        return new Feature(name, Math.min(1, missing / MANY), "");
    }

    Feature found(String name) {
        return new Feature(name, Math.min(1, (all - missing) / MANY), "");
    }

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
