package dev.sallyport.authority.intent.text;

import dev.sallyport.authority.intent.words.Stem;
import dev.sallyport.authority.intent.words.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A text in which values are looked for. Letter case, white space, quotes and what a URL may leave out are not
/// compared.
public final class Haystack {

    private static final double PARTLY = 0.6;
    private static final double SCATTERED = 0.9;
    private static final int MANY_DIGITS = 7;
    private static final Sought NUMBER = Sought.at(Sought.DIGITS, "\\d[\\d,]*(?:\\.\\d+)?");
    private static final Map<String, String> COUNTS = Map.ofEntries(
            Map.entry("one", "1"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"),
            Map.entry("eleven", "11"),
            Map.entry("twelve", "12"),
            Map.entry("single", "1"),
            Map.entry("a", "1"),
            Map.entry("an", "1"),
            Map.entry("half", "30"));

    private final String plain;
    private final String digits;
    private final Set<String> words = new HashSet<>();
    private final Set<String> stems = new HashSet<>();
    private final Set<String> numbers = new HashSet<>();
    private final Set<Integer> days;

    public Haystack(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        this.plain = plain(lower);
        this.digits = digits(plain);
        for (String word : Words.of(text)) {
            if (!words.add(word)) continue;
            stems.add(Stem.of(word));
            String count = COUNTS.get(word);
            if (count != null) numbers.add(count);
        }
        NUMBER.each(lower, number -> numbers.add(number(number.group())));
        this.days = Dates.in(lower);
    }

    private static String number(String text) {
        StringBuilder digits = new StringBuilder(text.replace(",", ""));
        if (digits.indexOf(".") >= 0) {
            while (digits.charAt(digits.length() - 1) == '0') digits.setLength(digits.length() - 1);
            if (digits.charAt(digits.length() - 1) == '.') digits.setLength(digits.length() - 1);
        }
        while (digits.length() > 1 && digits.charAt(0) == '0' && Character.isDigit(digits.charAt(1)))
            digits.deleteCharAt(0);
        return digits.toString();
    }

    /// Without a scheme, a `www.`, quotes, and with one blank for any white space.
    static String plain(String lower) {
        StringBuilder plain = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c == 'h' && lower.startsWith("://", i + 4) && lower.startsWith("http", i)) i += 6;
            else if (c == 'h' && lower.startsWith("://", i + 5) && lower.startsWith("https", i)) i += 7;
            else if (c == 'w' && lower.startsWith("www.", i)) i += 3;
            else if (c <= ' ' || c == '\'' || c == '"' || c == '`' || c == '*') blank(plain);
            else plain.append(c);
        }
        return plain.toString();
    }

    private static void blank(StringBuilder plain) {
        if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') plain.append(' ');
    }

    /// Digits with nothing but `-`, blanks and parentheses between them, run together.
    private static String digits(String plain) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c >= '0' && c <= '9') digits.append(c);
            else if (c != '-'
                    && c != ' '
                    && c != '('
                    && c != ')'
                    && !digits.isEmpty()
                    && digits.charAt(digits.length() - 1) != ' ') digits.append(' ');
        }
        return digits.toString();
    }

    /// How much of a value stands here, from 0 to 1.
    public double has(Value value) {
        return switch (value.kind()) {
            case DATE -> hasWhole(value.plain()) || hasDays(value) ? 1 : 0;
            case NUMBER -> numbers.contains(number(value.text())) ? 1 : 0;
            case IDENTIFIER -> hasWhole(value.plain()) || hasDigits(value) ? 1 : 0;
            case ADDRESS -> hasWhole(value.plain()) ? 1 : hasHost(value.plain()) ? PARTLY : 0;
            case NAME -> hasWhole(value.plain()) ? 1 : hasWords(value);
        };
    }

    /// @param plain in lower case, as a [Value#page] is
    public boolean says(String plain) {
        return hasWhole(plain);
    }

    private boolean hasDays(Value value) {
        return !value.days().isEmpty() && days.containsAll(value.days());
    }

    private boolean hasDigits(Value value) {
        String wanted = digits(value.plain()).strip();
        return wanted.length() >= MANY_DIGITS && digits.contains(wanted);
    }

    private boolean hasWhole(String text) {
        String wanted = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (wanted.isEmpty()) return true;
        boolean startsWord = Character.isLetterOrDigit(wanted.charAt(0));
        for (int at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            boolean cutBefore = startsWord && at > 0 && Character.isLetterOrDigit(plain.charAt(at - 1));
            boolean cutAfter = end < plain.length() && Character.isLetterOrDigit(plain.charAt(end));
            if (!cutBefore && !cutAfter) return true;
        }
        return false;
    }

    private boolean hasHost(String address) {
        int slash = address.indexOf('/');
        return slash > 3 && address.indexOf('@') < 0 && plain.contains(address.substring(0, slash));
    }

    /// A folder is called by its name: whoever says "download it" does not speak of `/downloads`.
    private double hasWords(Value value) {
        return value.isPath() ? share(value.words(), words) : share(value.stems(), stems);
    }

    /// Most of the words, in any order.
    private static double share(List<String> wanted, Set<String> there) {
        if (wanted.isEmpty()) return 0;
        int found = 0;
        for (String word : wanted) if (there.contains(word)) found++;
        double share = (double) found / wanted.size();
        return share >= 0.5 ? share * SCATTERED : 0;
    }
}
