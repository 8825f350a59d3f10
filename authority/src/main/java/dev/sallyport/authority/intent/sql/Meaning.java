package dev.sallyport.authority.intent.sql;

/// How close two English words are in meaning. Pure and thread-safe.
@FunctionalInterface
public interface Meaning {

    /// @return from 0 (unrelated, or one of them unknown) to 1 (the same); both words in small letters
    double similarity(String a, String b);

    /// Knows no words.
    static Meaning none() {
        return (a, b) -> 0;
    }
}
