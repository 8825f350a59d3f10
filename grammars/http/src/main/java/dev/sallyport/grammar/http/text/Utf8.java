package dev.sallyport.grammar.http.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF.
public final class Utf8 {

    private Utf8() {}

    /// @throws Unclear when it is anything else
    public static String decode(byte[] bytes) throws Unclear {
        return decode(bytes, 0, bytes.length);
    }

    public static String decode(byte[] bytes, int from, int to) throws Unclear {
        try {
            // a fresh decoder reports what is malformed
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new Unclear("not well-formed UTF-8");
        }
    }

    /// Whether every surrogate in it is one of a pair; only then two readers see the same text.
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && !(i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1)))) {
                return false;
            }
            if (Character.isLowSurrogate(c) && !(i > 0 && Character.isHighSurrogate(text.charAt(i - 1)))) {
                return false;
            }
        }
        return true;
    }
}
