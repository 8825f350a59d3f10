package dev.sallyport.authority.intent.words;

/// The stem of an English word, by its common endings: enough to see that `payments`, `paying` and `pay` are
/// one word. Not for showing to people.
public final class Stem {

    private static final int LEAST = 3;
    private static final String[][] ENDINGS = {
        {"ational", "ate"},
        {"ization", "ize"},
        {"fulness", "ful"},
        {"ousness", "ous"},
        {"iveness", "ive"},
        {"ments", ""},
        {"ment", ""},
        {"ingly", ""},
        {"edly", ""},
        {"ations", "ate"},
        {"ation", "ate"},
        {"ities", "ity"},
        {"ies", "y"},
        {"ied", "y"},
        {"sses", "ss"},
        {"shes", "sh"},
        {"ches", "ch"},
        {"xes", "x"},
        {"zes", "ze"},
        {"ings", ""},
        {"ing", ""},
        {"ers", "er"},
        {"ed", ""},
        {"ly", ""}
    };

    private Stem() {}

    /// @param word in lower case
    public static String of(String word) {
        if (word.length() <= LEAST) return word;
        for (String[] ending : ENDINGS) {
            if (word.endsWith(ending[0]) && word.length() - ending[0].length() >= LEAST) {
                return trimmed(word.substring(0, word.length() - ending[0].length()) + ending[1]);
            }
        }
        if (word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is"))
            return trimmed(word.substring(0, word.length() - 1));
        return trimmed(word);
    }

    /// `stopp` is `stop`, `make` is `mak` like what is left of `making`.
    private static String trimmed(String stem) {
        int last = stem.length() - 1;
        if (last < LEAST) return stem;
        char end = stem.charAt(last);
        if (end == stem.charAt(last - 1) && end != 'l' && end != 's' && end != 'e' && "aeiou".indexOf(end) < 0)
            return stem.substring(0, last);
        return end == 'e' ? stem.substring(0, last) : stem;
    }
}
