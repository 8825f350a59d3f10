package dev.sallyport.trail;

import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.file.DiskFile;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.Verification;
import dev.sallyport.trail.read.Verification.Extent;
import dev.sallyport.trail.read.Verifier;
import dev.sallyport.trail.seal.HeadKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What is found when a directory is opened: checks everything, and cuts off what a killed gateway left unfinished.
///
/// @param torn what was cut off, in words, for the record
record Opening(Extent extent, Optional<String> torn) {

    static Opening of(Disk disk, TrailSettings settings, HeadKeys keys) throws IOException {
        Optional<String> left = Recovery.of(disk, settings.directory());
        return switch (Verifier.verify(settings.directory(), keys, List.of())) {
            case Verification.Intact intact -> new Opening(intact.extent(), left);
            case Verification.Torn torn ->
                new Opening(
                        torn.extent(),
                        Optional.of(cut(disk, settings, torn)
                                + left.map(words -> "; " + words).orElse("")));
            case Verification.Broken broken -> {
                if (left.isPresent()) Recovery.putBack(disk, settings.directory());
                throw new TrailDamaged(settings.directory(), broken);
            }
        };
    }

    /// First the copy, then the cut: a crash in between does it again.
    private static String cut(Disk disk, TrailSettings settings, Verification.Torn torn) throws IOException {
        String name = torn.place().file();
        Path path = settings.directory().resolve(name);
        Path aside = settings.directory().resolve(name + "." + torn.place().offset() + ".torn");
        try (DiskFile from = disk.open(path);
                DiskFile to = disk.open(aside)) {
            copy(from, torn.place().offset(), to);
            to.force();
            disk.syncDirectory(settings.directory());
            from.truncate(torn.place().offset());
            from.force();
        }
        return "an unfinished line of " + torn.bytes() + " bytes after seq "
                + torn.extent().lastSeq() + " was moved from " + name + " to " + aside.getFileName();
    }

    private static void copy(DiskFile from, long start, DiskFile to) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(1 << 16);
        long done = 0;
        while (from.read(block, start + done) > 0) {
            block.flip();
            int count = block.remaining();
            to.write(block, done);
            done += count;
            block.clear();
        }
        to.truncate(done);
    }

    Tip tip() {
        return new Tip(extent.lastSeq(), extent.lastHash(), extent.lastSegment());
    }

    /// The segment that is written on, or the first one.
    Segment segment(Disk disk, TrailSettings settings, InstantSource clock) throws IOException {
        int number = Math.max(1, extent.lastSegment());
        Path path = settings.directory().resolve(Segments.name(number));
        return new Segment(
                disk,
                path,
                number,
                Files.exists(path)
                        ? new TrailReader(settings.directory())
                                .timeAt(new Position(number, 0))
                                .orElse(clock.instant())
                        : clock.instant(),
                extent.lastLength());
    }
}
