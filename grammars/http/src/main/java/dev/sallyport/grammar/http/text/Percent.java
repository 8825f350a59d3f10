package dev.sallyport.grammar.http.text;

import java.nio.charset.StandardCharsets;

/// Percent-encoding (RFC 3986 section 2.1), decoded once and never twice.
public final class Percent {

    private static final String HEX = "0123456789ABCDEF";
    private static final String UNRESERVED = "-._~";

    private Percent() {}

    /// @param plus whether `+` is a space, as in forms
    /// @throws Unclear for an escape that is none, bytes that are no UTF-8, characters outside ASCII
    ///     that are not escaped, control characters in either form
    public static String decode(String encoded, boolean plus) throws Unclear {
        if (isPlain(encoded, plus)) {
            return encoded;
        }
        byte[] bytes = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) (hex(encoded, i + 1) << 4 | hex(encoded, i + 2));
                i += 2;
            } else {
                bytes[length++] = (byte) (plus && c == '+' ? ' ' : ascii(c));
            }
        }
        return visible(Utf8.decode(bytes, 0, length));
    }

    private static boolean isPlain(String text, boolean plus) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c <= ' ' || c >= 0x7f || (plus && c == '+')) {
                return false;
            }
        }
        return true;
    }

    private static char ascii(char c) throws Unclear {
        if (c <= ' ' || c >= 0x7f) {
            throw new Unclear("a space, a control character or one outside ASCII is not percent-encoded");
        }
        return c;
    }

    private static int hex(String text, int at) throws Unclear {
        int digit = at < text.length() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw new Unclear("`%` without two hexadecimal digits");
        }
        return digit;
    }

    /// In a value, line breaks and tabs are text; everything else below a space only ever breaks
    /// parsers.
    private static String visible(String text) throws Unclear {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7f) {
                throw new Unclear("an encoded control character");
            }
        }
        return text;
    }

    /// Everything but unreserved characters and those in `kept` is escaped, in upper case (RFC 3986
    /// section 6.2.2).
    public static String encode(String text, String kept) {
        if (staysAsItIs(text, kept)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isUnreserved(c) || kept.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }

    private static boolean staysAsItIs(String text, String kept) {
        for (int i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i)) && kept.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }
}
