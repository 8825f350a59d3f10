package dev.sallyport.gateway.context;

import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Turn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What a decision knew of the prompt context, without its words (R24): SHA-256 over tier, role, source, text and,
/// where
/// it is known, request of each turn, each ended by a zero byte. Worked out again only when something was said. Not
/// thread-safe: one per
/// session.
public final class ContextPrint {

    private PromptContext last = PromptContext.EMPTY;
    private MessageDigest soFar = sha256();
    private String print = "";

    /// Hex; empty for a context without turns.
    public String of(PromptContext context) {
        if (!context.equals(last)) {
            print = context.turns().isEmpty() ? "" : hash(context.turns());
            last = context;
        }
        return print;
    }

    /// Where something was only added, what was there is not hashed once more: this is asked on a loop, and a context
    /// may be long.
    private String hash(List<Turn> turns) {
        int known = last.turns().size();
        boolean longer = known <= turns.size() && turns.subList(0, known).equals(last.turns());
        if (!longer) soFar = sha256();
        for (Turn turn : longer ? turns.subList(known, turns.size()) : turns) add(turn);
        return HexFormat.of().formatHex(copy(soFar).digest());
    }

    private void add(Turn turn) {
        for (String part : parts(turn)) {
            soFar.update(part.getBytes(StandardCharsets.UTF_8));
            soFar.update((byte) 0);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of every Java platform can be cloned", e);
        }
    }

    private static List<String> parts(Turn turn) {
        String tier = turn.tier().name();
        return turn.request().isEmpty()
                ? List.of(tier, turn.role(), turn.source(), turn.text())
                : List.of(tier, turn.role(), turn.source(), turn.text(), turn.request());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
