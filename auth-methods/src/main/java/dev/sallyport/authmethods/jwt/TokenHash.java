package dev.sallyport.authmethods.jwt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// SHA-256 of a token: what is remembered instead of the token.
public record TokenHash(long first, long second, long third, long fourth) {

    public static TokenHash of(String token) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
        return new TokenHash(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    }
}
