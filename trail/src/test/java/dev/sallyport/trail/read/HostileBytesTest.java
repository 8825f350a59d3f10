package dev.sallyport.trail.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.trail.Events;
import dev.sallyport.trail.TrailSettings;
import dev.sallyport.trail.Trails;
import dev.sallyport.trail.seal.SealingKeys;
import dev.sallyport.trail.seal.SignedHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever stands in the files: an answer, never an exception, never a hang.
@Timeout(120)
class HostileBytesTest {

    @TempDir
    Path root;

    private TrailSettings trail() throws IOException {
        TrailSettings settings = Trails.settings(root).segments(4096, Duration.ofDays(1));
        Trails.write(settings, List.of(Events.decided("r-1"), Events.performed("r-1"), Events.note(1), Events.note(2)));
        return settings;
    }

    private static void readAll(TrailSettings settings) throws IOException {
        Revealer revealer = new Revealer(SealingKeys.in(settings.keys()));
        TrailReader reader = new TrailReader(settings.directory());
        try (var lines = reader.lines(Position.START, Filter.ALL)) {
            lines.forEach(line -> {
                if (line instanceof TrailRecord record) {
                    assertThat(record.charges()).isNotNull();
                    assertThat(revealer.reveal(record)).isNotNull();
                }
            });
        }
        try (var actions = reader.actions(Filter.ALL)) {
            assertThat(actions.count()).isNotNegative();
        }
        assertThat(Trails.verify(settings)).isNotNull();
    }

    @Test
    void randomBytesInEveryFile() throws IOException {
        TrailSettings settings = trail();
        Random random = new Random(13);
        for (int round = 0; round < 300; round++) {
            for (String name : List.of("00000001.jsonl", "00000002.jsonl", "heads.jsonl", "removed.jsonl")) {
                byte[] garbage = new byte[random.nextInt(3000)];
                random.nextBytes(garbage);
                for (int i = 0; i < garbage.length; i++) if (random.nextInt(50) == 0) garbage[i] = '\n';
                Files.write(settings.directory().resolve(name), garbage);
            }
            readAll(settings);
        }
    }

    @Test
    void soundLinesCutAndMixedAnew() throws IOException {
        TrailSettings settings = trail();
        Random random = new Random(14);
        Path segment = Trails.segment(settings, 1);
        Path heads = settings.directory().resolve("heads.jsonl");
        byte[] sound = (Files.readString(segment) + Files.readString(heads)).getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 300; round++) {
            Files.write(segment, mixed(sound, random));
            Files.write(heads, mixed(sound, random));
            readAll(settings);
        }
    }

    private static byte[] mixed(byte[] sound, Random random) {
        byte[] mixed = sound.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
            int length = random.nextInt(sound.length / 2);
            System.arraycopy(
                    sound, random.nextInt(sound.length - length), mixed, random.nextInt(sound.length - length), length);
        }
        return Trails.head(mixed, random.nextInt(mixed.length));
    }

    @Test
    void deepNestingHugeNumbersAndOddTypes() throws IOException {
        TrailSettings settings = trail();
        Path segment = Trails.segment(settings, 1);
        for (String line : List.of(
                "[".repeat(1_000_000),
                "{\"v\":1,\"seq\":" + "9".repeat(5000) + "}",
                "{\"v\":1e999999999}",
                "{\"v\":1,\"at\":\"2026-01-01T00:00:00Z\",\"kind\":\"decided\",\"seq\":1,\"charges\":7,\"sealed\":[]}",
                "{\"v\":1,\"at\":\"2026-01-01T00:00:00Z\",\"kind\":\"decided\",\"seq\":1,\"charges\":[1,{\"keys\":{}}]}",
                "{\"v\":1,\"at\":{},\"kind\":[],\"seq\":{}}",
                "{\"v\":1,\"at\":\"+999999999999-01-01T00:00:00Z\",\"kind\":\"decided\",\"seq\":1}",
                "null",
                "",
                "{}{}")) {
            Files.writeString(segment, line + "\n");
            readAll(settings);
        }
    }

    @Test
    void anEndlessLineIsPassedOver() throws IOException {
        TrailSettings settings = trail();
        Path segment = Trails.segment(settings, 1);
        byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        Files.write(segment, new byte[0]);
        for (int i = 0; i < 40; i++) Files.write(segment, block, java.nio.file.StandardOpenOption.APPEND);
        Files.writeString(segment, "\n{}\n", java.nio.file.StandardOpenOption.APPEND);
        try (var lines = new TrailReader(settings.directory()).lines(Position.START, Filter.ALL)) {
            assertThat(lines.map(line -> ((UnreadableLine) line).why()))
                    .containsExactly("too long", "not version 1 of the format");
        }
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Broken.class);
    }

    @Test
    void headsAreReadStrictly() throws IOException {
        TrailSettings settings = trail();
        String sound = Trails.lastHead(settings).line();
        assertThat(SignedHead.parse(sound)).isPresent();
        assertThat(SignedHead.parse(sound.replace("\"seq\":", "\"seq\":0"))).isEmpty();
        assertThat(SignedHead.parse(sound + " ")).isEmpty();
        assertThat(SignedHead.parse(sound.replace("\"v\":1", "\"v\":2"))).isEmpty();
        assertThat(SignedHead.parse(sound.replace("==\"}", "=A\"}"))).isEmpty();
        Random random = new Random(15);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = sound.getBytes(StandardCharsets.ISO_8859_1);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            assertThat(SignedHead.parse(new String(bytes, StandardCharsets.ISO_8859_1)))
                    .isNotNull();
        }
    }
}
