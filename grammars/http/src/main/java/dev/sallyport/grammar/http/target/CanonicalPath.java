package dev.sallyport.grammar.http.target;

import dev.sallyport.grammar.http.text.Percent;
import dev.sallyport.grammar.http.text.Unclear;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/// A path as its segments, decoded once.
///
/// @param segments none is empty, `.` or `..`
/// @param trailingSlash whether it ends in one; most servers do not care
public record CanonicalPath(List<String> segments, boolean trailingSlash) {

    private static final String STRUCTURE = "/\\;%?#";

    /// What may stand in a segment unescaped (RFC 3986 section 3.3), but for `;`.
    private static final String KEPT = "!$&'()*+,=:@";

    public CanonicalPath {
        segments = List.copyOf(segments);
    }

    /// @param path as it came, from its `/` to before the `?`
    /// @throws Unclear when servers could read it in two ways, or it is too long
    public static CanonicalPath read(String path, TargetRules rules) throws Unclear {
        if (path.length() > rules.longest()) {
            throw new Unclear("a path of more than " + rules.longest() + " characters");
        }
        if (!path.startsWith("/")) {
            throw new Unclear("a path that does not begin with a slash");
        }
        List<String> segments = new ArrayList<>();
        String[] parts = path.substring(1).split("/", -1);
        boolean trailing = parts[parts.length - 1].isEmpty();
        if (parts.length > rules.segments()) {
            throw new Unclear("a path of more than " + rules.segments() + " segments");
        }
        for (int i = 0; i < parts.length - (trailing ? 1 : 0); i++) {
            segments.add(segment(parts[i], rules));
        }
        return new CanonicalPath(segments, trailing && !segments.isEmpty());
    }

    private static String segment(String encoded, TargetRules rules) throws Unclear {
        if (encoded.isEmpty()) {
            throw new Unclear("an empty segment in the path (`//`)");
        }
        if (encoded.indexOf('\\') >= 0 || encoded.indexOf('#') >= 0 || encoded.indexOf('?') >= 0) {
            throw new Unclear("a backslash or a fragment in the path");
        }
        if (encoded.indexOf(';') >= 0 && !rules.pathParameters()) {
            throw new Unclear("path parameters (`;`)");
        }
        String segment = Percent.decode(encoded, false);
        check(segment, rules);
        return segment;
    }

    private static void check(String segment, TargetRules rules) throws Unclear {
        if (segment.indexOf('/') >= 0 && !rules.encodedSlashes()) {
            throw new Unclear("an encoded slash in the path");
        }
        if (segment.indexOf('\\') >= 0 || (segment.indexOf(';') >= 0 && !rules.pathParameters())) {
            throw new Unclear("an encoded backslash or semicolon in the path");
        }
        if (couldBeDecodedAgain(segment)) {
            throw new Unclear("a doubly encoded path");
        }
        List<String> parts = segment.indexOf('/') < 0 ? List.of(segment) : List.of(segment.split("/", -1));
        for (String part : parts) {
            if (part.isEmpty() || isDots(part)) {
                throw new Unclear("a dot segment or an empty segment in the path");
            }
        }
        checkFolded(segment);
        checkControls(segment);
    }

    /// Spaces and dots at the end are dropped by some file systems: `..%20` and `...` are ways up.
    private static boolean isDots(String part) {
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) != '.' && part.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    private static boolean couldBeDecodedAgain(String segment) {
        for (int at = segment.indexOf('%'); at >= 0; at = segment.indexOf('%', at + 1)) {
            if (isHex(segment, at + 1) && isHex(segment, at + 2)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && Character.digit(text.charAt(at), 16) >= 0;
    }

    /// Full-width and other forms that become structure when a server normalises or best-fits them (UTS
    /// #15 NFKC).
    private static void checkFolded(String segment) throws Unclear {
        if (isAscii(segment)) {
            return;
        }
        String folded = Normalizer.normalize(segment, Normalizer.Form.NFKC);
        for (int i = 0; i < STRUCTURE.length(); i++) {
            char c = STRUCTURE.charAt(i);
            if (folded.indexOf(c) >= 0 && segment.indexOf(c) < 0) {
                throw new Unclear("a character in the path that some servers take for a slash or the like");
            }
        }
        if (isDots(folded)) {
            throw new Unclear("a dot segment in other characters");
        }
    }

    private static boolean isAscii(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static void checkControls(String segment) throws Unclear {
        for (int i = 0; i < segment.length(); i++) {
            int type = Character.getType(segment.charAt(i));
            if (type == Character.CONTROL || type == Character.FORMAT) {
                throw new Unclear("an invisible character in the path");
            }
        }
    }

    /// As it goes to the target.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (String segment : segments) {
            text.append('/').append(Percent.encode(segment, KEPT));
        }
        return trailingSlash || segments.isEmpty() ? text.append('/').toString() : text.toString();
    }
}
