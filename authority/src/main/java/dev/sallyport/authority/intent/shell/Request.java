package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.words.Stem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request in plain language, taken apart.
///
/// @param lower all of it in lower case
/// @param spoken its plain words, in order
/// @param words stems of them, and the kinds of what is not a plain word, in order
/// @param stems the words as a set
/// @param literals what it names rather than says: quoted texts, paths, file names, patterns, numbers,
///     `$NAME`
/// @param atoms every run of letters or digits in it, in lower case
record Request(
        String lower,
        List<String> spoken,
        List<String> words,
        Set<String> stems,
        List<String> literals,
        Set<String> atoms) {

    /// Longer requests are read up to here.
    static final int LENGTH = 8_192;

    private static final Pattern TOKEN = Pattern.compile(
            "(?<![\\w])\"([^\"\\n]{1,200}+)\"|(?<![\\w])[\u2018'`]([^'`\u2019\\n]{1,200}?)['`\u2019](?![\\w])|\\S+");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z]?[a-z]+(?:[-'/][a-z]+)*");
    private static final Pattern ATOM = Pattern.compile("[a-z]+|[0-9]+");

    static Request of(String text) {
        String cut = text.length() > LENGTH ? text.substring(0, LENGTH) : text;
        List<String> spoken = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(cut);
        while (matcher.find()) {
            String quoted = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            if (quoted != null) {
                literals.add(quoted);
                words.add("<quoted>");
            } else {
                token(matcher.group(), spoken, words, literals);
            }
        }
        String lower = cut.toLowerCase(Locale.ROOT);
        return new Request(
                lower,
                List.copyOf(spoken),
                List.copyOf(words),
                Set.copyOf(words),
                List.copyOf(literals),
                Set.copyOf(atoms(lower)));
    }

    private static void token(String raw, List<String> spoken, List<String> words, List<String> literals) {
        String token = strip(raw);
        if (token.isEmpty()) {
            return;
        }
        if (PLAIN.matcher(token).matches()) {
            for (String part : token.split("[-'/]", -1)) {
                spoken.add(part.toLowerCase(Locale.ROOT));
                words.add(Stem.of(spoken.getLast()));
            }
        } else {
            literals.add(token);
            words.add(Literals.kind(token));
            if (token.matches("[A-Za-z]+")) {
                words.add(Stem.of(token.toLowerCase(Locale.ROOT)));
            }
        }
    }

    /// Without the punctuation around a token; a leading dot is part of a name.
    private static String strip(String raw) {
        int from = 0;
        int to = raw.length();
        while (from < to && "\"'`(),;:?!\u2018\u2019\u201c\u201d".indexOf(raw.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "\"'`),;:?!.\u2018\u2019\u201c\u201d".indexOf(raw.charAt(to - 1)) >= 0) {
            to--;
        }
        return raw.substring(from, to);
    }

    static Set<String> atoms(String lower) {
        Set<String> atoms = new HashSet<>();
        Matcher matcher = ATOM.matcher(lower);
        while (matcher.find()) {
            atoms.add(matcher.group());
        }
        return atoms;
    }

    boolean says(String stem) {
        return stems.contains(stem);
    }

    boolean saysAny(Set<String> some) {
        return some.stream().anyMatch(stems::contains);
    }
}
