package dev.sallyport.gateway.context;

import dev.sallyport.api.session.PromptContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What a decision knew of the prompt context, without its words (R24): SHA-256 over the SHA-256 of each turn, which is
/// over tier, role, source, text and request, each behind its length in UTF-8, four bytes, the highest first. In hex;
/// empty for a context without turns.
public final class ContextPrint {

    private ContextPrint() {}

    /// Hashes all that was said.
    public static String of(PromptContext context) {
        return of(List.of(TurnDigests.of(context.turns())));
    }

    /// Of both [together][Contexts#together].
    public static String of(PromptContext said, Remembered heard) {
        return of(TurnDigests.of(said.turns()), heard);
    }

    /// As [#of(PromptContext, Remembered)], where what was said stays and what was heard grows.
    public static String of(TurnDigests said, Remembered heard) {
        return of(List.of(said, heard.digests()));
    }

    private static String of(List<TurnDigests> parts) {
        if (parts.stream().allMatch(TurnDigests::isEmpty)) return "";
        MessageDigest digest = sha256();
        for (TurnDigests part : parts) part.addTo(digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
