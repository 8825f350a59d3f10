package dev.sallyport.app.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The path of a route, such as `/v1/holds/{id}/approve`.
///
/// @param text with at most one `{id}`
public record PathShape(String text) {

    private static final String VARIABLE = "{id}";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    /// The id in a path of this shape, `""` when the shape has none; empty for another path.
    public Optional<String> match(String requested) {
        int at = text.indexOf(VARIABLE);
        if (at < 0) return requested.equals(text) ? Optional.of("") : Optional.empty();
        String before = text.substring(0, at);
        String after = text.substring(at + VARIABLE.length());
        boolean fits = requested.length() > before.length() + after.length()
                && requested.startsWith(before)
                && requested.endsWith(after);
        if (!fits) return Optional.empty();
        Matcher id = ID.matcher(requested.substring(before.length(), requested.length() - after.length()));
        return id.matches() ? Optional.of(id.group()) : Optional.empty();
    }
}
