package dev.sallyport.testkit.log;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a text gives a secret away to whoever reads it as JSON, as an address or as Base64.
public final class Told {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})|%([0-9A-Fa-f]{2})|\\\\([\"/\\\\])");

    private Told() {}

    public static boolean in(String text, String secret) {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        String certain = base64.substring(0, base64.length() - 1);
        String read = ESCAPE.matcher(text).replaceAll(Told::unescaped);
        return text.contains(secret) || read.contains(secret) || text.contains(certain) || read.contains(certain);
    }

    private static String unescaped(MatchResult escape) {
        String hex = escape.group(1) == null ? escape.group(2) : escape.group(1);
        String character = hex == null ? escape.group(3) : Character.toString(Integer.parseInt(hex, 16));
        return Matcher.quoteReplacement(character);
    }
}
