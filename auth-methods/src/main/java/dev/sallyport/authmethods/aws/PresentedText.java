package dev.sallyport.authmethods.aws;

import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;

import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A signed request as one word, for a password or token slot: `sallyport-aws-v1.` and base64url (RFC 4648 section 5,
/// without padding) of either the JSON object `{method, url, headers, body}` or a presigned URL, in the manner of
/// aws-iam-authenticator's `k8s-aws-v1.`.
final class PresentedText {

    static final String PREFIX = "sallyport-aws-v1.";

    private static final String HEADER = "headers/";
    private static final Set<String> MEMBERS = Set.of("method", "url", "body");

    private PresentedText() {}

    static Presented read(String text) throws NotProven {
        if (!text.startsWith(PREFIX)) {
            throw new NotProven(UNSUPPORTED, "not a signed STS request: it begins with `" + PREFIX + "`");
        }
        byte[] content = decoded(text.substring(PREFIX.length()));
        if (content.length > 0 && content[0] == '{') {
            return json(content);
        }
        return Presented.of("GET", new String(content, StandardCharsets.ISO_8859_1), Map.of(), "");
    }

    static String write(byte[] content) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    /// The same bytes have one spelling, or one request could be presented as several texts.
    private static byte[] decoded(String base64) throws NotProven {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(base64);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw Malformed.because("the signed request is not base64url without padding");
    }

    private static Presented json(byte[] content) throws NotProven {
        Map<String, String> leaves;
        try {
            leaves = JsonLeaves.read(Utf8.decode(content));
        } catch (IOException _) {
            throw Malformed.because(
                    "the signed request is not the JSON object {method, url, headers, body} of strings");
        }
        Map<String, String> headers = new TreeMap<>();
        for (Map.Entry<String, String> leaf : leaves.entrySet()) {
            if (leaf.getKey().startsWith(HEADER)) {
                headers.put(leaf.getKey().substring(HEADER.length()), leaf.getValue());
            } else if (!MEMBERS.contains(leaf.getKey())) {
                throw Malformed.because("the signed request has an unknown member " + Quoted.of(leaf.getKey()));
            }
        }
        return Presented.of(
                leaves.getOrDefault("method", ""),
                leaves.getOrDefault("url", ""),
                headers,
                leaves.getOrDefault("body", ""));
    }
}
