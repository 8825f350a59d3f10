package dev.sallyport.authority.intent.shell;

import java.util.Locale;

/// Brings the forms of an English word together: `files` and `file`, `copied` and `copy`.
///
/// Crude on purpose: both sides of a comparison pass through it, so that a stem need not be a word.
final class Stems {

    private Stems() {}

    static String of(String word) {
        String stem = word.toLowerCase(Locale.ROOT);
        stem = plural(stem);
        stem = ending(stem);
        if (stem.length() > 3 && stem.endsWith("e")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        return stem.length() > 2 && stem.endsWith("y") ? stem.substring(0, stem.length() - 1) + "i" : stem;
    }

    private static String plural(String word) {
        if (word.length() < 4 || !word.endsWith("s") || word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean hissed = word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes");
        return word.substring(0, word.length() - (hissed ? 2 : 1));
    }

    private static String ending(String word) {
        int cut = word.endsWith("ing") && word.length() > 5 ? 3
                : word.endsWith("ied") && word.length() > 4 ? 2
                : word.endsWith("ed") && word.length() > 4 ? 2
                : word.endsWith("ly") && word.length() > 5 ? 2 : 0;
        String stem = word.substring(0, word.length() - cut);
        int last = stem.length() - 1;
        boolean twice = cut > 0 && last > 2 && stem.charAt(last) == stem.charAt(last - 1) && "lsz".indexOf(stem.charAt(last)) < 0;
        return twice ? stem.substring(0, last) : stem;
    }
}
