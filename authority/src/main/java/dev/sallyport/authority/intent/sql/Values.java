package dev.sallyport.authority.intent.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The values that a request names and those that a statement has, compared without regard to case,
/// punctuation, or the endings of words.
final class Values {

    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("one", "1"),
            Map.entry("once", "1"),
            Map.entry("single", "1"),
            Map.entry("first", "1"),
            Map.entry("two", "2"),
            Map.entry("twice", "2"),
            Map.entry("second", "2"),
            Map.entry("three", "3"),
            Map.entry("third", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"));

    /// A place in a template that is filled later: `:name`, `?`, `$1`, `customer_name0`.
    private static final Pattern SLOT =
            Pattern.compile("\\?|[:$@][\\w]{1,40}|\\{\\w{1,40}}|[a-z]{2,20}_[a-z]{2,20}\\d");

    private static final Pattern DATE = Pattern.compile("[12]\\d{3}-\\d\\d?");

    private static final Pattern ORDINAL = Pattern.compile("\\d{1,4}(?:st|nd|rd|th)");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final double COMMON = 0.25;

    private final Question question;
    private final Set<String> vocabulary;
    private final Map<Block.Literal, Double> told = new HashMap<>();
    private int slots;
    private final Set<String> shortened = new HashSet<>();
    private final String request;
    private final Set<String> requestWords = new HashSet<>();
    private final Set<String> requestNumbers = new HashSet<>();
    private final List<Block.Literal> literals = new ArrayList<>();
    private final Set<String> literalWords = new HashSet<>();
    private final StringBuilder literalText = new StringBuilder(" ");

    /// @param vocabulary the words of names, which say little within a value
    Values(Question question, Outline outline, Set<String> vocabulary) {
        this.question = question;
        this.vocabulary = vocabulary.stream().map(Stem::of).collect(Collectors.toSet());
        this.request = normal(question.text());
        for (Question.Word word : question.words()) {
            requestWords.add(word.stem());
            for (String piece : pieces(word.text())) {
                requestNumbers.add(NUMBERS.getOrDefault(piece, piece));
                requestWords.add(piece);
            }
            requestNumbers.add(plainNumber(word.text()));
        }
        for (Block block : outline.blocks()) {
            block.literals.forEach(this::take);
        }
        abbreviations();
    }

    /// United States is had by US and USA.
    private void abbreviations() {
        List<Question.Word> run = new ArrayList<>();
        for (Question.Word word : question.words()) {
            if (!word.capital()) {
                run.clear();
                continue;
            }
            run.add(word);
            String initials = run.stream().map(w -> w.text().substring(0, 1)).collect(Collectors.joining());
            if (run.size() > 1 && (literalWords.contains(initials) || literalWords.contains(initials + "a"))) {
                run.forEach(w -> literalWords.add(w.stem()));
                shortened.add(initials);
                shortened.add(initials + "a");
            }
        }
    }

    private void take(Block.Literal literal) {
        if (SLOT.matcher(literal.text()).matches()) {
            slots++;
            return;
        }
        literals.add(literal);
        literalText.append(normal(literal.text())).append(' ');
        literalWords.add(plainNumber(literal.text()));
        pieces(literal.text()).forEach(piece -> {
            literalWords.add(piece);
            literalWords.add(plainNumber(piece));
            literalWords.add(Stem.of(piece));
        });
    }

    /// How many values are filled in later.
    int slots() {
        return slots;
    }

    List<Block.Literal> literals() {
        return literals;
    }

    /// Whether the statement has a quoted value of the request.
    boolean hasQuoted(String quoted) {
        String normal = normal(quoted);
        return normal.isEmpty() || literalText.indexOf(normal) >= 0 || share(pieces(quoted), literalWords) > 0.6;
    }

    /// Whether the statement has a word or number of the request among its values.
    boolean hasWord(Question.Word word) {
        if (literalWords.contains(word.text()) || literalWords.contains(word.stem())) {
            return true;
        }
        String number = plainNumber(word.text());
        int month = word.text().length() < 3 ? -1 : MONTHS.indexOf(word.text().substring(0, 3));
        if (month >= 0 && literalWords.contains(Integer.toString(month + 1))) {
            return true;
        }
        if (word.number()) {
            return literalWords.contains(number) || (number.length() > 3 && literalText.indexOf(number) >= 0);
        }
        return (word.text().length() > 3 && literalText.indexOf(normal(word.stem())) >= 0)
                || family(word.stem(), literalWords);
    }

    boolean hasNumber(String digits) {
        return literalWords.contains(digits);
    }

    /// How much of a value of the statement the request has, from 0 to 1.
    double told(Block.Literal literal) {
        return told.computeIfAbsent(literal, this::work);
    }

    private double work(Block.Literal literal) {
        String text = literal.text();
        if (literal.number() || text.chars().allMatch(c -> Character.isDigit(c) || c == '.' || c == '-')) {
            return number(text) ? 1 : 0;
        }
        String normal = normal(text);
        if (normal.isEmpty() || (normal.length() > 2 && request.contains(normal)) || shortened.contains(normal)) {
            return 1;
        }
        if (DATE.matcher(text).lookingAt()) {
            return date(text);
        }
        double share = share(pieces(text), requestWords);
        return share == 0 && initials(normal) ? 0.7 : share;
    }

    /// A date is told when its year is, since requests speak of quarters, months and days in words.
    private double date(String text) {
        return requestNumbers.contains(text.substring(0, 4)) ? 1 : question.has(Cue.DATES) ? 0.5 : 0;
    }

    private boolean number(String text) {
        String plain = plainNumber(text);
        return requestNumbers.contains(plain) || (plain.length() > 3 && request.contains(plain));
    }

    /// F for female, USA for the United States of America.
    private boolean initials(String normal) {
        if (normal.length() > 4) {
            return false;
        }
        StringBuilder capitals = new StringBuilder();
        question.words().forEach(word -> capitals.append(word.text().charAt(0)));
        boolean single = normal.length() == 1
                && requestWords.stream().anyMatch(word -> word.startsWith(normal) && word.length() > 2);
        return single || (normal.length() > 1 && capitals.indexOf(normal) >= 0);
    }

    private double share(List<String> pieces, Set<String> words) {
        if (pieces.isEmpty()) {
            return 0;
        }
        double found = 0;
        double all = 0;
        for (String piece : pieces) {
            double weight = vocabulary.contains(Stem.of(piece)) ? COMMON : 1;
            found += weight
                    * (words.contains(piece) || words.contains(Stem.of(piece)) ? 1 : family(piece, words) ? 0.8 : 0);
            all += weight;
        }
        return found / all;
    }

    private static boolean family(String word, Set<String> words) {
        int least = Math.max(4, word.length() * 6 / 10);
        return word.length() >= 4
                && words.stream().anyMatch(other -> other.length() >= least && other.regionMatches(0, word, 0, least));
    }

    static String plainNumber(String text) {
        String plain = text.replace(",", "").replace("$", "").replace("%", "");
        String lower = NUMBERS.getOrDefault(plain.toLowerCase(Locale.ROOT), plain);
        if (ORDINAL.matcher(lower).matches()) {
            return lower.substring(0, lower.length() - 2);
        }
        return lower.endsWith(".0") ? lower.substring(0, lower.length() - 2) : lower.replaceAll("^0+(?=\\d)", "");
    }

    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (String piece : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (!piece.isEmpty() && pieces.size() < 64) {
                pieces.add(piece);
            }
        }
        return pieces;
    }

    private static String normal(String text) {
        StringBuilder normal = new StringBuilder();
        text.chars()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(c -> normal.append((char) c));
        return normal.toString();
    }
}
