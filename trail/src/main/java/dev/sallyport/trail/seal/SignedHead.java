package dev.sallyport.trail.seal;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A signed statement about the chain: "line `seq` has this hash". Whoever holds one can prove a cut or rewritten tail.
///
/// One line of text: `{"v":1,"is":"head","seq":…,"hash":"…","segment":…,"at":"…","key":"…","sig":"…"}`. The Ed25519
/// signature, in Base64, covers all bytes before `,"sig"`.
///
/// @param segment the number of the segment that the line stands in
/// @param key names the key it was signed with
public record SignedHead(Claim claim, long seq, String hash, int segment, Instant at, String key, String signature) {

    /// What is said about the line.
    public enum Claim {
        /// It was written and on the disk.
        HEAD("head"),
        /// It and everything before it was removed on purpose, at the end of its time.
        REMOVED("removed");

        private final String word;

        Claim(String word) {
            this.word = word;
        }
    }

    /// No head is longer.
    public static final int MAX_LENGTH = 512;

    private static final Pattern FORM =
            Pattern.compile("\\{\"v\":1,\"is\":\"(head|removed)\",\"seq\":(\\d{1,19}),\"hash\":\"([0-9a-f]{64})\","
                    + "\"segment\":(\\d{1,9}),\"at\":\"([^\"]{20,40})\",\"key\":\"([0-9a-f]{16})\","
                    + "\"sig\":\"([A-Za-z0-9+/=]{88})\"\\}");

    /// Strict: what is accepted is exactly what [#line] writes.
    public static Optional<SignedHead> parse(String line) {
        Matcher parts = FORM.matcher(line);
        if (line.length() > MAX_LENGTH || !parts.matches()) return Optional.empty();
        try {
            SignedHead head = of(parts);
            return head.line().equals(line) ? Optional.of(head) : Optional.empty();
        } catch (DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static SignedHead of(Matcher parts) {
        return new SignedHead(
                parts.group(1).equals(Claim.HEAD.word) ? Claim.HEAD : Claim.REMOVED,
                Long.parseLong(parts.group(2)),
                parts.group(3),
                Integer.parseInt(parts.group(4)),
                Instant.parse(parts.group(5)),
                parts.group(6),
                canonical(parts.group(7)));
    }

    /// Base64 leaves bits unused at its end; only one of the spellings is ours.
    private static String canonical(String base64) {
        try {
            return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    /// Without line feed.
    public String line() {
        return unsigned() + ",\"sig\":\"" + signature + "\"}";
    }

    byte[] signed() {
        return unsigned().getBytes(StandardCharsets.US_ASCII);
    }

    private String unsigned() {
        return "{\"v\":1,\"is\":\"" + claim.word + "\",\"seq\":" + seq + ",\"hash\":\"" + hash + "\",\"segment\":"
                + segment + ",\"at\":\"" + at + "\",\"key\":\"" + key + "\"";
    }
}
