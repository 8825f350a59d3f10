package dev.sallyport.grammar.http.body;

import dev.sallyport.grammar.http.text.Unclear;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The fields of one part of a form (RFC 7578 section 4).
///
/// @param filename empty for none
record PartFields(String name, String filename, MediaType type) {

    /// Quotes in names are written `%22` ([WHATWG](https://html.spec.whatwg.org/#multipart-form-data));
    /// a backslash is an escape to some and a character to others.
    private static final Pattern DISPOSITION = Pattern.compile(
            "form-data *; *name=\"([^\"\\\\\\p{Cntrl}]+)\"(?: *; *filename=\"([^\"\\\\\\p{Cntrl}]*)\")?",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> AS_IT_IS = Set.of("7bit", "8bit", "binary");

    /// @param lines with CRLF between them
    static PartFields read(String lines) throws Unclear {
        Map<String, String> fields = new HashMap<>();
        for (String line : lines.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0 || !isName(line.substring(0, colon))) {
                throw new Unclear("a part with a field that is not well-formed");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (fields.put(name, line.substring(colon + 1).strip()) != null) {
                throw new Unclear("a part with a field twice");
            }
        }
        return of(fields);
    }

    private static boolean isName(String name) {
        return name.chars().allMatch(c -> c == '-' || (c < 0x80 && Character.isLetterOrDigit(c)));
    }

    private static PartFields of(Map<String, String> fields) throws Unclear {
        Matcher disposition = DISPOSITION.matcher(fields.getOrDefault("content-disposition", ""));
        if (!disposition.matches()) {
            throw new Unclear("a part whose name can be read in two ways");
        }
        String coding = fields.getOrDefault("content-transfer-encoding", "binary");
        if (!AS_IT_IS.contains(coding.toLowerCase(Locale.ROOT))) {
            throw new Unclear("an encoded part");
        }
        String name = unquoted(disposition.group(1));
        if (name.equals("_charset_")) {
            throw new Unclear("a form that names a charset");
        }
        String type = fields.get("content-type");
        String filename = disposition.group(2) == null ? "" : unquoted(disposition.group(2));
        return new PartFields(name, filename, type == null ? MediaType.NONE : MediaType.parse(type));
    }

    private static String unquoted(String name) {
        return name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    }
}
