package dev.sallyport.authmethods.jwt;

import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SortedMap;

/// A signed token taken apart (RFC 7515 §7.1), nothing of it checked yet. Not a record: its parts must not be
/// printed.
public final class CompactToken {

    private final SortedMap<String, Object> header;
    private final SortedMap<String, Object> claims;
    private final byte[] signingInput;
    private final String signature;

    private CompactToken(String text, String[] parts) throws NotProven {
        header = object("header", parts[0]);
        claims = object("payload", parts[1]);
        decoded("signature", parts[2]);
        signature = parts[2];
        signingInput = text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    public static CompactToken parse(String text) throws NotProven {
        String[] parts = text.split("\\.", 7);
        return switch (parts.length) {
            case 3 -> new CompactToken(text, parts);
            case 5 -> throw new NotProven(UNSUPPORTED, "encrypted tokens (JWE) are not accepted; send a signed one");
            default -> throw new NotProven(MALFORMED, "not a signed token: three parts joined by dots are expected");
        };
    }

    private static SortedMap<String, Object> object(String part, String encoded) throws NotProven {
        try {
            return Json.object(decoded(part, encoded));
        } catch (IOException e) {
            throw new NotProven(MALFORMED, "the token's " + part + " cannot be read: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.charset.CharacterCodingException ? "not UTF-8" : String.valueOf(e.getMessage());
    }

    /// Only the one spelling that RFC 7515 §2 has: no padding, no white space, no stray bits at the end.
    private static byte[] decoded(String part, String encoded) throws NotProven {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(encoded)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new NotProven(MALFORMED, "the token's " + part + " is not base64url without padding");
    }

    public SortedMap<String, Object> header() {
        return header;
    }

    public SortedMap<String, Object> claims() {
        return claims;
    }

    public byte[] signingInput() {
        return signingInput;
    }

    public String signature() {
        return signature;
    }
}
