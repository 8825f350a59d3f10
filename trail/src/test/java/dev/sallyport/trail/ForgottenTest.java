package dev.sallyport.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.trail.read.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is on the disk does not stay in the system's memory, and nothing else leaves it.
class ForgottenTest {

    private static final Pattern FORGOTTEN = Pattern.compile("forget (\\S+) to (\\d+)");
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path root;

    private final FaultyDisk disk = new FaultyDisk();

    private void write(FileTrail trail, int records) throws Exception {
        for (int i = 0; i < records; i++) trail.write(Events.decided("r-" + i));
    }

    private List<Matcher> forgotten() {
        return disk.log().stream()
                .map(FORGOTTEN::matcher)
                .filter(Matcher::matches)
                .toList();
    }

    @Test
    void muchAtOnceAndNeverBeforeItWasForced() throws Exception {
        TrailSettings settings = Trails.settings(root);
        try (FileTrail trail = Trails.open(settings, disk)) {
            write(trail, 3_000);
        }
        long length = Files.size(settings.directory().resolve("00000001.jsonl"));
        assertThat(length).isGreaterThan(2 * MEBIBYTE);
        List<Matcher> all = forgotten();
        assertThat(all).hasSizeGreaterThanOrEqualTo(2);
        long before = 0;
        for (Matcher one : all) {
            long upTo = Long.parseLong(one.group(2));
            assertThat(upTo - before).isGreaterThanOrEqualTo(MEBIBYTE);
            before = upTo;
        }
        assertThat(before).isLessThanOrEqualTo(length);
        assertThat(lastBeforeFirstForget()).isEqualTo("force 00000001.jsonl");
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    private String lastBeforeFirstForget() {
        List<String> log = disk.log();
        int first = log.indexOf(forgotten().getFirst().group());
        return log.get(first - 1);
    }

    @Test
    void littleStaysWhereItIs() throws Exception {
        try (FileTrail trail = Trails.open(Trails.settings(root), disk)) {
            write(trail, 100);
        }
        assertThat(forgotten()).isEmpty();
    }

    @Test
    void aSegmentThatIsFullTooWithWhatWasWrittenSinceTheLastTime() throws Exception {
        TrailSettings settings = Trails.settings(root).segments(MEBIBYTE + MEBIBYTE / 2, Duration.ofDays(1));
        try (FileTrail trail = Trails.open(settings, disk)) {
            write(trail, 6_000);
        }
        assertThat(forgotten().stream().map(one -> one.group(1)).distinct()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }
}
