package dev.sallyport.authority.intent.sql;

/// Cuts the ends off English words, roughly: plural, -ing, -ed, possessive. Words in small letters.
final class Stem {

    private static final int SHORTEST = 4;

    private Stem() {}

    static String of(String word) {
        String stem = word.endsWith("'s") || word.endsWith("’s") ? word.substring(0, word.length() - 2) : word;
        if (stem.length() < SHORTEST) {
            return stem;
        }
        if (stem.endsWith("ies") && stem.length() > SHORTEST) {
            return stem.substring(0, stem.length() - 3) + "y";
        }
        if (stem.endsWith("sses") || stem.endsWith("ches") || stem.endsWith("shes") || stem.endsWith("xes")) {
            return stem.substring(0, stem.length() - 2);
        }
        if (stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us") && !stem.endsWith("is")) {
            return stem.substring(0, stem.length() - 1);
        }
        return verb(stem);
    }

    private static String verb(String word) {
        if (word.endsWith("ing") && word.length() > 5) {
            return word.substring(0, word.length() - 3);
        }
        return word.endsWith("ed") && word.length() > SHORTEST ? word.substring(0, word.length() - 2) : word;
    }
}
