package dev.sallyport.grammar.http.rest;

import dev.sallyport.grammar.http.route.Shape;
import java.util.List;
import java.util.regex.Pattern;

/// Tells an id in a path from the name of a resource.
final class Ids {

    private static final int LONGEST = 128;

    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("[0-9]+"),
            Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"),
            // hexadecimal with a digit in it: `deadbeef` is a name, and so is `facade`
            Pattern.compile("(?=.*[0-9])[0-9a-fA-F]{8,}"),
            Pattern.compile("[^@/\\s,]+@[^@/\\s,]+\\.[A-Za-z]{2,}"),
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
            // ULID
            Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}"),
            Pattern.compile("(?=.*[0-9])[a-z]{1,12}_[A-Za-z0-9]{8,}"),
            Pattern.compile("[A-Z]{1,10}-[0-9]+"));

    private Ids() {}

    static boolean isId(String segment) {
        return segment.length() <= LONGEST && mayBe(segment) && isOfAForm(segment) && Shape.isOne(segment);
    }

    private static boolean isOfAForm(String segment) {
        for (Pattern form : FORMS) {
            if (form.matcher(segment).matches()) {
                return true;
            }
        }
        return false;
    }

    /// Names have neither, and come in every request.
    private static boolean mayBe(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if ((c >= '0' && c <= '9') || c == '@') {
                return true;
            }
        }
        return false;
    }
}
