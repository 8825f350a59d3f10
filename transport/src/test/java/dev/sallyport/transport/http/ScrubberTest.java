package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.testkit.log.Told;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A secret does not come back, however a target writes it and wherever what it says is torn apart; everything else
/// passes as it is.
class ScrubberTest {

    private static final String SECRET = "sk-live/8c1f+5e\"%41\\=scan&me";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-live/8c1f+5e\"%41\\=scan&me",
                "sk-live\\/8c1f+5e\\\"%41\\\\=scan&me",
                "sk-live/8c1f\\u002B5e\\\"%41\\\\\\u003dscan\\u0026me",
                "\\u0073k-live/8c1f+5e\\u0022\\u002541\\u005c=scan&m\\u0065",
                "sk-live%2F8c1f%2B5e%22%2541%5C%3Dscan%26me",
                "sk-live%2f8c1f%2b5e%22%2541%5c%3dscan%26me",
                "c2stbGl2ZS84YzFmKzVlIiU0MVw9c2NhbiZtZQ==",
                "xx:sk-lsk-live/8c1f+5e\"%41\\=scan&me",
            })
    void howeverItIsWritten(String written) {
        for (int first = 0; first <= written.length(); first++)
            for (int size = 1; size < 9; size += 3) {
                String clean = fed(("<" + written + ">").getBytes(StandardCharsets.UTF_8), first, size);
                assertThat(clean).hasSize(written.length() + 2).startsWith("<").endsWith(">");
                assertThat(Told.in(clean, SECRET)).as(clean).isFalse();
                assertThat(clean).matches("<(xx:sk-l)?\\*+[A-Za-z0-9]?=?=?>");
            }
    }

    @Test
    void whatIsNotItPassesAsItIs() {
        Random random = new Random(20261129);
        String letters = SECRET + "\\%u0025sk-l";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) text.append(letters.charAt(random.nextInt(letters.length())));
            text.append(SECRET, 0, random.nextInt(SECRET.length()));
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(fed(bytes, random.nextInt(5), 1 + random.nextInt(7))).isEqualTo(text.toString());
        }
    }

    /// Any mixture of escapes, torn apart anywhere, among other things.
    @Test
    void inAnyMixture() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder("{\"a\":\"\\n100% ");
            for (char c : SECRET.toCharArray()) text.append(escaped(c, random.nextInt(4)));
            byte[] bytes = text.append("\\n\"}").toString().getBytes(StandardCharsets.UTF_8);
            String clean = fed(bytes, random.nextInt(bytes.length), 1 + random.nextInt(20));
            assertThat(Told.in(clean, SECRET)).as(text.toString()).isFalse();
            assertThat(clean).startsWith("{\"a\":\"\\n100% *").endsWith("*\\n\"}");
        }
    }

    /// Of three letters, so that every text is full of beginnings of it and of places where it nearly stands; long and
    /// short ones.
    @Test
    void inTextsWithoutAnyEscape() {
        Random random = new Random(20261130);
        for (int round = 0; round < 20_000; round++) {
            String secret = letters(random, Scrubber.SHORTEST + random.nextInt(random.nextInt(8) == 0 ? 300 : 8));
            String text = letters(random, random.nextInt(40))
                    + (random.nextBoolean() ? secret : secret.substring(1))
                    + letters(random, random.nextInt(40));
            String clean =
                    fed(secret, text.getBytes(StandardCharsets.UTF_8), random.nextInt(9), 1 + random.nextInt(60));
            assertThat(clean).as(secret).isEqualTo(text.replace(secret, "*".repeat(secret.length())));
        }
    }

    private static String letters(Random random, int count) {
        return random.ints(count, 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String escaped(char c, int how) {
        return switch (how) {
            case 0 -> String.format("\\u%04x", (int) c);
            case 1 -> String.format("%%%02X", (int) c);
            case 2 -> c == '"' || c == '/' || c == '\\' ? "\\" + c : String.valueOf(c);
            default -> c == '%' ? "%25" : c == '\\' ? "\\\\" : String.valueOf(c);
        };
    }

    @Test
    void fieldsDoNotSayItEither() {
        Fields said = Fields.of(
                "location",
                "https://x.test/?k=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                "x-other",
                "fine");
        Fields clean = Scrubber.of(List.of(Secret.of(SECRET))).clean(said);
        assertThat(clean.only("location").orElseThrow())
                .startsWith("https://x.test/?k=***")
                .doesNotContain("scan");
        assertThat(clean.only("x-other")).contains("fine");
        assertThat(Scrubber.of(List.of(Secret.of("S3cr3tT0ken")))
                        .clean(Fields.of("s3cr3tt0ken", "x", "x-other", "S3cr3tT0ken"))
                        .all())
                .as("nothing but the secret")
                .containsExactly(new Fields.Field("x-other", "***********"));
        String name = "my-"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("S3cr3tT0ken".getBytes(StandardCharsets.UTF_8));
        assertThat(Scrubber.of(List.of(Secret.of("S3cr3tT0ken")))
                        .clean(Fields.of(name, "x", "x-s3cr3tt0ken", "y"))
                        .all())
                .isEmpty();
    }

    /// As Basic (RFC 7617) has it, or a whole request that somebody encoded.
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "user:"})
    void base64OfWhatHasItInside(String before) {
        byte[] bytes = ("<" + before + SECRET + "after").getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder each : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            String clean = fed(each.encode(bytes), 3, 7);
            assertThat(clean).hasSize(each.encodeToString(bytes).length()).contains("*".repeat(SECRET.length()));
            String read = new String(
                    Base64.getUrlDecoder()
                            .decode(clean.replace('*', 'A').replace('+', '-').replace('/', '_')),
                    StandardCharsets.ISO_8859_1);
            for (int i = 0; i + 3 <= SECRET.length(); i++)
                assertThat(read).as(clean).doesNotContain(SECRET.substring(i, i + 3));
        }
    }

    private static String clean(Scrubber scrubber) {
        return new String(
                scrubber.clean(("<" + SECRET + ">").getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /// A credential may be destroyed while an answer is under way: what comes of it then is still scrubbed.
    @Test
    void echoesAreWipedWhenNobodyUsesThemAnyMore() {
        Echoes echoes = Echoes.of(List.of(Secret.of(SECRET)));
        Echo one = echoes.texts().getLast();
        Echo lowered = echoes.lowered().getLast();
        try (Scrubber first = Scrubber.of(echoes)) {
            Scrubber second = Scrubber.of(echoes);
            second.close();
            second.close();
            echoes.close();
            assertThat(clean(first)).matches("<\\*+>");
            assertThatIllegalStateException().isThrownBy(() -> Scrubber.of(echoes));
            assertThat(one.first()).isEqualTo((byte) 's');
        }
        assertThat(one.first()).isZero();
        assertThat(lowered.first()).isZero();
    }

    @Test
    void whoHasNoSecretNeverEnds() {
        Echoes.NONE.close();
        try (Scrubber scrubber = Scrubber.of(Echoes.NONE)) {
            assertThat(clean(scrubber)).isEqualTo("<" + SECRET + ">");
        }
    }

    private static String fed(byte[] bytes, int first, int size) {
        return fed(SECRET, bytes, first, size);
    }

    private static String fed(String secret, byte[] bytes, int first, int size) {
        ByteArrayOutputStream clean = new ByteArrayOutputStream();
        try (Scrubber scrubber = Scrubber.of(List.of(Secret.of(secret)))) {
            int from = Math.min(first, bytes.length);
            piece(scrubber, bytes, 0, from, clean);
            for (; from < bytes.length; from += size)
                piece(scrubber, bytes, from, Math.min(size, bytes.length - from), clean);
            scrubber.finish(piece -> keep(piece, clean));
        }
        return clean.toString(StandardCharsets.UTF_8);
    }

    private static void piece(Scrubber scrubber, byte[] bytes, int from, int length, ByteArrayOutputStream clean) {
        if (length == 0) return;
        ByteBuf piece = Unpooled.copiedBuffer(bytes, from, length);
        scrubber.feed(piece, part -> keep(part, clean));
        piece.release();
        assertThat(piece.refCnt()).isZero();
    }

    private static void keep(ByteBuf part, ByteArrayOutputStream clean) {
        byte[] bytes = new byte[part.readableBytes()];
        part.readBytes(bytes);
        part.release();
        clean.writeBytes(bytes);
    }
}
