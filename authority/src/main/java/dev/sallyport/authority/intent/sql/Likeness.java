package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.words.Direction;
import dev.sallyport.authority.intent.words.Meanings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How alike a word of a name is to a word of a request: the same stem, a family of words, an
/// abbreviation, a part of a
/// compound, a slip of the pen, a synonym. One per reading; remembers what it worked out.
final class Likeness {

    private static final double FAMILY = 0.85;
    private static final double COMPOUND = 0.8;
    private static final double SHORT = 0.7;
    private static final double SKELETON = 0.5;
    private static final double SYNONYM_FROM = 0.35;
    private static final int LONGEST = 40;

    private final Meanings meanings;
    private final Map<String, Word> words = new HashMap<>();

    /// What is worked out once for each word.
    private static final class Word {
        final String text;
        final String stem;
        final Direction direction;
        final Map<String, Double> known = new HashMap<>();

        Word(String text, Meanings meanings) {
            this.text = text;
            this.stem = Stem.of(text);
            this.direction = meanings.direction(List.of(text));
        }
    }

    Likeness(Meanings meanings) {
        this.meanings = meanings;
    }

    /// @param part a word of a name, in small letters
    /// @param word a word of a request, in small letters
    /// @return from 0 to 1
    double of(String part, String word) {
        if (part.equals(word)) {
            return 1;
        }
        if (part.length() > LONGEST || word.length() > LONGEST || number(part) || number(word)) {
            return 0;
        }
        Word one = word(part);
        Double before = one.known.get(word);
        if (before == null) {
            before = work(one, word(word));
            one.known.put(word, before);
        }
        return before;
    }

    /// The same by spelling alone, for proper names, whose meaning is no synonym of a column.
    double spelling(String part, String word) {
        if (part.equals(word)) {
            return 1;
        }
        boolean foreign = part.length() > LONGEST || word.length() > LONGEST || number(part) || number(word);
        return foreign ? 0 : spelt(Stem.of(part), Stem.of(word));
    }

    private Word word(String text) {
        return words.computeIfAbsent(text, word -> new Word(word, meanings));
    }

    private static double work(Word part, Word word) {
        if (part.stem.equals(word.stem)) {
            return 1;
        }
        double spelt = spelt(part.stem, word.stem);
        return spelt > SHORT ? spelt : Math.max(spelt, synonym(part, word));
    }

    private static double spelt(String part, String word) {
        int common = common(part, word);
        int shorter = Math.min(part.length(), word.length());
        int longer = Math.max(part.length(), word.length());
        if (common >= Math.max(4, 0.55 * longer) || (shorter >= 5 && longer - shorter <= 2 && slip(part, word))) {
            return FAMILY;
        }
        if (part.length() >= 6 && word.length() >= 4 && part.contains(word)) {
            return COMPOUND;
        }
        if (shorter >= 3 && common == shorter) {
            return SHORT;
        }
        return part.length() >= 2 && part.length() <= 4 && word.length() > 4 && skeleton(part, word) ? SKELETON : 0;
    }

    private static double synonym(Word part, Word word) {
        if (Hints.of(word.text).contains(part.text)) {
            return COMPOUND;
        }
        double similarity = part.direction.near(word.direction);
        return similarity < SYNONYM_FROM ? 0 : Math.min(COMPOUND, similarity);
    }

    private static int common(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }

    /// The first letter, and the others in order: qty, mgr, ht.
    private static boolean skeleton(String part, String word) {
        int at = 0;
        for (int i = 0; i < word.length() && at < part.length(); i++) {
            if (word.charAt(i) == part.charAt(at)) {
                at++;
            } else if (at == 0) {
                return false;
            }
        }
        return at == part.length() && part.chars().noneMatch(c -> "aeiou".indexOf(c) > 0);
    }

    /// One letter more, less or other, or two swapped.
    private static boolean slip(String a, String b) {
        int front = common(a, b);
        int back = 0;
        while (back < Math.min(a.length(), b.length()) - front
                && a.charAt(a.length() - 1 - back) == b.charAt(b.length() - 1 - back)) {
            back++;
        }
        return Math.max(a.length(), b.length()) - front - back <= 1;
    }

    private static boolean number(String word) {
        return !word.isEmpty() && Character.isDigit(word.charAt(0));
    }
}
