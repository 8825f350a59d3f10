package dev.sallyport.authority.intent.text;

import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.words.Stem;
import dev.sallyport.authority.intent.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Something in an argument that came from somewhere.
///
/// @param path of the argument; empty for what a request names
/// @param plain the text as [Haystack] looks for it
/// @param words its content words, in lower case
/// @param stems of these
/// @param days of the year that it names, as month * 100 + day
public record Value(
        String path, String text, Kind kind, String plain, List<String> words, List<String> stems, Set<Integer> days) {

    /// What kind of thing it is decides how it is looked for and what it can do.
    public enum Kind {
        /// Leads somewhere: e-mail address, URL, host, account number with a country.
        ADDRESS,
        /// Names one record.
        IDENTIFIER,
        DATE,
        NUMBER,
        /// Any other short text.
        NAME
    }

    private static final int MOST_WORDS = 9;
    private static final int MOST_VALUES = 64;
    private static final int MOST_CHARACTERS = 20_000;
    private static final int SHORT_NUMBER = 5;

    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,64}(?:\\.[\\w-]{1,64})+"
            + "|(?:https?://|www\\.)[^\\s'\"<>)]{1,500}"
            + "|\\b[A-Z]{2}\\d{8,34}\\b"
            + "|\\b[\\w-]{1,64}(?:\\.[\\w-]{1,64}){0,4}\\.(?:com|org|net|edu|io|gov|co)\\b(?:/[^\\s'\"<>)]{0,500})?");
    private static final Pattern IDENTIFIER =
            Pattern.compile("#?\\b(?=[\\w-]{0,64}\\d)(?=[\\w-]{0,64}[A-Za-z_])[\\w-]{4,64}\\b|\\b\\d{5,64}\\b");
    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2})?)?|\\d{1,2}/\\d{1,2}/\\d{2,4}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d,]{0,30}(?:\\.\\d{1,30})?");
    private static final Pattern QUOTED = Pattern.compile("['\"“‘`]([^'\"”’`]{2,80})['\"”’`]");
    private static final Pattern SENDER =
            Pattern.compile("\\b([A-Z][a-z]{1,30}) (?:sent|emailed|asked|invited|told|wrote"
                    + "|requested|messaged|shared|mentioned|wants|needs|gave)\\b");
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z,] )[A-Z][a-z]{1,30}(?: [A-Z][a-z]{1,30}){0,4}");

    /// Every value of a call, each once; of long texts the addresses and identifiers in them.
    public static List<Value> of(Call call) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Call.Argument argument : call.arguments()) {
            for (Value value : of(argument)) {
                if (values.size() < MOST_VALUES) values.putIfAbsent(value.plain(), value);
            }
        }
        return List.copyOf(values.values());
    }

    /// Of a URL, host and path without a last `/`, as [Haystack] reads them; empty for other values.
    public String page() {
        if (kind != Kind.ADDRESS || plain.indexOf('@') >= 0 || plain.indexOf('.') < 0) return "";
        int end = 0;
        while (end < plain.length() && plain.charAt(end) != '?' && plain.charAt(end) != '#') end++;
        return end > 0 && plain.charAt(end - 1) == '/' ? plain.substring(0, end - 1) : plain.substring(0, end);
    }

    /// Whether it is an address that brings something along.
    public boolean brings() {
        return kind == Kind.ADDRESS && plain.indexOf('?') >= 0;
    }

    /// Whether it is the path of a file or a folder, from the top: `/downloads`.
    boolean isPath() {
        return kind == Kind.NAME && (plain.startsWith("/") || plain.startsWith("~/"));
    }

    private static List<Value> of(Call.Argument argument) {
        String text = capped(argument.text().strip());
        if (text.isEmpty() || text.equals("true") || text.equals("false") || text.equals("null")) return List.of();
        if (Words.of(text).size() > MOST_WORDS && !ADDRESS.matcher(text).matches())
            return within(argument.path(), text);
        return List.of(value(argument.path(), text, kind(text)));
    }

    private static Kind kind(String text) {
        if (DATE.matcher(text).matches()) return Kind.DATE;
        if (NUMBER.matcher(text).matches() && text.length() < SHORT_NUMBER) return Kind.NUMBER;
        if (ADDRESS.matcher(text).matches()) return Kind.ADDRESS;
        if (IDENTIFIER.matcher(text).matches()) return Kind.IDENTIFIER;
        return NUMBER.matcher(text).matches() ? Kind.NUMBER : Kind.NAME;
    }

    /// What a request calls by name: quoted texts, addresses, identifiers, people.
    public static List<Value> named(String request) {
        String text = capped(request);
        List<Value> values = new ArrayList<>(within("", text));
        add(values, QUOTED.matcher(text), 1, Kind.NAME);
        add(values, SENDER.matcher(text), 1, Kind.NAME);
        add(values, CAPITAL.matcher(text), 0, Kind.NAME);
        return List.copyOf(values);
    }

    private static List<Value> within(String path, String text) {
        List<Value> values = new ArrayList<>();
        Matcher address = ADDRESS.matcher(text);
        while (address.find() && values.size() < MOST_VALUES) values.add(value(path, address.group(), Kind.ADDRESS));
        String rest = DATE.matcher(address.replaceAll(" ")).replaceAll(" ");
        Matcher identifier = IDENTIFIER.matcher(rest);
        while (identifier.find() && values.size() < MOST_VALUES)
            values.add(value(path, identifier.group(), Kind.IDENTIFIER));
        return values;
    }

    private static void add(List<Value> values, Matcher found, int group, Kind kind) {
        while (found.find() && values.size() < MOST_VALUES) values.add(value("", found.group(group), kind));
    }

    private static Value value(String path, String text, Kind kind) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> words = List.copyOf(Words.content(text));
        List<String> stems = words.stream().map(Stem::of).toList();
        return new Value(path, text, kind, Haystack.plain(lower).strip(), words, stems, Dates.in(lower));
    }

    private static String capped(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    }
}
