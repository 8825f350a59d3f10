package dev.sallyport.grammar.http.body;

import dev.sallyport.grammar.http.text.Unclear;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A media type (RFC 9110 section 8.3.1).
///
/// @param essence `type/subtype`, lower case; empty for none
/// @param parameters names in lower case, values unquoted
public record MediaType(String essence, Map<String, String> parameters) {

    public static final MediaType NONE = new MediaType("", Map.of());

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern ESSENCE = Pattern.compile(TOKEN + "/" + TOKEN);
    private static final Pattern PARAMETER =
            Pattern.compile("[ \t]*;[ \t]*(" + TOKEN + ")=(?:(" + TOKEN + ")|\"([ !#-\\[\\]-~\t]*)\")[ \t]*");
    private static final int LONGEST = 256;
    private static final Set<String> LINES = Set.of(
            "application/x-ndjson",
            "application/ndjson",
            "text/x-ndjson",
            "text/ndjson",
            "application/jsonl",
            "application/jsonlines",
            "application/json-lines",
            "application/x-jsonlines",
            "application/x-json-stream",
            "application/json-seq");
    private static final Set<String> TABLES = Set.of(
            "text/csv",
            "text/x-csv",
            "application/csv",
            "application/x-csv",
            "text/comma-separated-values",
            "text/tab-separated-values");

    public MediaType {
        parameters = Map.copyOf(parameters);
    }

    /// @param values of all Content-Type fields
    /// @throws Unclear when there are several, or it is not well-formed
    public static MediaType of(List<String> values) throws Unclear {
        if (values.isEmpty()) {
            return NONE;
        }
        if (values.size() > 1) {
            throw new Unclear("several content types");
        }
        return parse(values.getFirst());
    }

    public static MediaType parse(String value) throws Unclear {
        String text = value.strip();
        int end = text.indexOf(';');
        String essence = (end < 0 ? text : text.substring(0, end)).strip();
        if (text.length() > LONGEST || !ESSENCE.matcher(essence).matches()) {
            throw new Unclear("a content type that is not well-formed");
        }
        return new MediaType(essence.toLowerCase(Locale.ROOT), end < 0 ? Map.of() : parameters(text.substring(end)));
    }

    private static Map<String, String> parameters(String text) throws Unclear {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher matcher = PARAMETER.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw new Unclear("a content type that is not well-formed");
            }
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            if (parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value) != null) {
                throw new Unclear("a parameter of the content type occurs twice");
            }
            at = matcher.end();
        }
        return parameters;
    }

    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    public boolean isJson() {
        return essence.equals("application/json") || essence.equals("text/json") || essence.endsWith("+json");
    }

    /// One JSON value on each line, or behind each record separator (RFC 7464).
    public boolean isJsonLines() {
        return LINES.contains(essence) || essence.endsWith("+json-seq");
    }

    /// One record on each line (RFC 4180).
    public boolean isTable() {
        return TABLES.contains(essence);
    }

    /// What a file of that name holds, as far as it matters here; [#NONE] for what is not known.
    static MediaType ofFile(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "csv", "tsv", "tab" -> new MediaType("text/csv", Map.of());
            case "ndjson", "jsonl" -> new MediaType("application/x-ndjson", Map.of());
            default -> NONE;
        };
    }

    public boolean isForm() {
        return essence.equals("application/x-www-form-urlencoded");
    }

    public boolean isText() {
        return essence.startsWith("text/")
                || isTable()
                || essence.equals("application/xml")
                || essence.endsWith("+xml")
                || essence.equals("application/graphql")
                || essence.equals("application/yaml");
    }

    /// Whether it says, or lets it be understood, that text is UTF-8.
    public boolean isUtf8() {
        String charset = parameter("charset").toLowerCase(Locale.ROOT);
        return charset.isEmpty() || charset.equals("utf-8") || charset.equals("utf8") || charset.equals("us-ascii");
    }
}
