package dev.sallyport.trail;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// How a [FileTrail] is kept. Start from [#in] and change what has to be different.
///
/// @param directory of the trail; made when it is not there
/// @param keys folder of the keys, outside the directory; default: its name with `.keys` behind it
/// @param anchors files outside the directory that every signed head is appended to as well, best on a medium that
///     the gateway can append to and not change
/// @param pageBytes a pen writes before its turn is over when it has this much; default 64 KiB
/// @param segmentBytes a segment is not continued beyond this size; default 64 MiB
/// @param segmentAge a segment is not continued beyond this age; default 1 day
/// @param headRecords a head is signed after so many records; default 10,000
/// @param headInterval a head is signed after this time, when something new was written; default 10 s
/// @param syncInterval what nobody waits for is fsynced after this time, the most that a power loss can take; default
///     200 ms
/// @param patience how long a blocking write waits for its fsync; default 30 s
/// @param keep segments that are wholly older are removed; default: for ever
public record TrailSettings(
        Path directory,
        Path keys,
        List<Path> anchors,
        int pageBytes,
        long segmentBytes,
        Duration segmentAge,
        long headRecords,
        Duration headInterval,
        Duration syncInterval,
        Duration patience,
        Duration keep) {

    public static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

    public TrailSettings {
        anchors = List.copyOf(anchors);
        within("trail.pageBytes", pageBytes, 1 << 10, 16 << 20);
        within("trail.segmentBytes", segmentBytes, 1 << 10, 1L << 40);
        within("trail.headRecords", headRecords, 1, Long.MAX_VALUE);
        positive("trail.segmentAge", segmentAge);
        positive("trail.headInterval", headInterval);
        positive("trail.syncInterval", syncInterval);
        positive("trail.patience", patience);
        positive("trail.keep", keep);
        if (keys.toAbsolutePath()
                .normalize()
                .startsWith(directory.toAbsolutePath().normalize()))
            throw new IllegalArgumentException(
                    "trail.keys: must lie outside the trail's own directory, choose another than `" + keys + "`");
    }

    public static TrailSettings in(Path directory) {
        Path keys = directory.resolveSibling(directory.getFileName() + ".keys");
        return new TrailSettings(
                directory,
                keys,
                List.of(),
                64 << 10,
                64L << 20,
                Duration.ofDays(1),
                10_000,
                Duration.ofSeconds(10),
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                FOR_EVER);
    }

    public TrailSettings keys(Path folder) {
        return new TrailSettings(
                directory,
                folder,
                anchors,
                pageBytes,
                segmentBytes,
                segmentAge,
                headRecords,
                headInterval,
                syncInterval,
                patience,
                keep);
    }

    public TrailSettings anchors(List<Path> files) {
        return new TrailSettings(
                directory,
                keys,
                files,
                pageBytes,
                segmentBytes,
                segmentAge,
                headRecords,
                headInterval,
                syncInterval,
                patience,
                keep);
    }

    public TrailSettings pages(int bytes) {
        return new TrailSettings(
                directory,
                keys,
                anchors,
                bytes,
                segmentBytes,
                segmentAge,
                headRecords,
                headInterval,
                syncInterval,
                patience,
                keep);
    }

    public TrailSettings segments(long bytes, Duration age) {
        return new TrailSettings(
                directory,
                keys,
                anchors,
                pageBytes,
                bytes,
                age,
                headRecords,
                headInterval,
                syncInterval,
                patience,
                keep);
    }

    public TrailSettings heads(long records, Duration interval) {
        return new TrailSettings(
                directory,
                keys,
                anchors,
                pageBytes,
                segmentBytes,
                segmentAge,
                records,
                interval,
                syncInterval,
                patience,
                keep);
    }

    /// @param interval for what nobody waits for
    /// @param wait for what somebody waits for
    public TrailSettings syncs(Duration interval, Duration wait) {
        return new TrailSettings(
                directory,
                keys,
                anchors,
                pageBytes,
                segmentBytes,
                segmentAge,
                headRecords,
                headInterval,
                interval,
                wait,
                keep);
    }

    public TrailSettings keep(Duration time) {
        return new TrailSettings(
                directory,
                keys,
                anchors,
                pageBytes,
                segmentBytes,
                segmentAge,
                headRecords,
                headInterval,
                syncInterval,
                patience,
                time);
    }

    private static void within(String path, long value, long least, long most) {
        if (value < least || value > most)
            throw new IllegalArgumentException(
                    path + ": must be between " + least + " and " + most + ", not `" + value + "`");
    }

    private static void positive(String path, Duration value) {
        if (!value.isPositive())
            throw new IllegalArgumentException(path + ": must be longer than nothing, not `" + value + "`");
    }
}
