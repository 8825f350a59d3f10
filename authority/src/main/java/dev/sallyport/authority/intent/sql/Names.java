package dev.sallyport.authority.intent.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Names of tables and columns as words.
final class Names {

    private static final int MOST_PARTS = 12;

    private Names() {}

    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /// `sbTxAmount`, `tx_amount2` and `Tx amount` as words in small letters.
    static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= name.length() && parts.size() < MOST_PARTS; i++) {
            if (i == name.length() || seam(name, i)) {
                add(parts, name.substring(start, i));
                start = i;
            }
        }
        return parts;
    }

    private static void add(List<String> parts, String part) {
        String word = part.chars()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
            parts.add(word);
        }
    }

    private static boolean seam(String name, int at) {
        if (at == 0) {
            return false;
        }
        char before = name.charAt(at - 1);
        char here = name.charAt(at);
        return !Character.isLetterOrDigit(before)
                || !Character.isLetterOrDigit(here)
                || (Character.isLowerCase(before) && Character.isUpperCase(here))
                || Character.isLetter(before) != Character.isLetter(here);
    }
}
