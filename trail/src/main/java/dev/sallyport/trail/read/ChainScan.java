package dev.sallyport.trail.read;

import dev.sallyport.trail.line.Link;
import dev.sallyport.trail.read.HeadCheck.Disagreement;
import dev.sallyport.trail.read.Verification.Broken;
import dev.sallyport.trail.read.Verification.Damage;
import dev.sallyport.trail.read.Verification.Extent;
import dev.sallyport.trail.read.Verification.Intact;
import dev.sallyport.trail.read.Verification.Place;
import dev.sallyport.trail.read.Verification.Torn;
import dev.sallyport.trail.seal.HeadKeys;
import dev.sallyport.trail.seal.SignedHead;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One walk along the chain, from the first line to the last or to the first that is wrong.
final class ChainScan {

    static final Extent NOTHING = new Extent(0, 0, Link.GENESIS, 0, 0, 0, 0, 0);

    private final Path directory;
    private final HeadKeys keys;
    private final HeadFile headFile;
    private final HeadCheck ownHeads;
    private final HeadCheck savedHeads;
    private final MessageDigest sha256 = sha256();

    private long firstSeq;
    private long seq;
    private String hash = Link.GENESIS;
    private int segments;
    private int segment;
    private long length;
    private long line;
    private @Nullable Verification verdict;
    private @Nullable Torn torn;

    ChainScan(Path directory, HeadKeys keys, HeadFile headFile, HeadCheck ownHeads, HeadCheck savedHeads) {
        this.directory = directory;
        this.keys = keys;
        this.headFile = headFile;
        this.ownHeads = ownHeads;
        this.savedHeads = savedHeads;
    }

    Verification run() throws IOException {
        NavigableMap<Integer, Path> files = Segments.list(directory);
        if (!files.isEmpty() && files.firstKey() != 1) begin(files.firstKey());
        for (Map.Entry<Integer, Path> file : files.entrySet()) {
            if (verdict != null) return verdict;
            segment(file.getKey(), file.getValue());
        }
        if (verdict == null) end();
        if (verdict != null) return verdict;
        return torn != null ? torn : new Intact(extent());
    }

    /// The oldest segments may be gone on purpose: then a signed record says so.
    private void begin(int first) throws IOException {
        try (HeadFile removed = new HeadFile(directory.resolve(Segments.REMOVED), keys)) {
            Optional<SignedHead> head = removed.next();
            while (head.isPresent()) {
                if (head.get().segment() == first - 1) start(head.get());
                head = removed.next();
            }
        }
    }

    private void start(SignedHead removed) {
        if (removed.claim() != SignedHead.Claim.REMOVED) return;
        segment = removed.segment();
        seq = removed.seq();
        hash = removed.hash();
    }

    private void missing(int number) {
        broken(
                new Place(Segments.name(number), 0, 0, seq + 1),
                Damage.SEGMENT_MISSING,
                "the segment is missing, and no signed record says that it was removed at the end of its time");
    }

    private void segment(int number, Path path) throws IOException {
        if (number != segment + 1) {
            missing(segment + 1);
            return;
        }
        if (torn != null) {
            broken(torn.place(), Damage.MALFORMED, "the line has no end, but another segment follows");
            return;
        }
        segment = number;
        segments++;
        length = 0;
        line = 0;
        try (LineScanner lines = new LineScanner(path, 0)) {
            lines(lines);
        }
    }

    private void lines(LineScanner lines) throws IOException {
        while (verdict == null) {
            switch (lines.next()) {
                case LINE -> line(lines);
                case TOO_LONG -> {
                    line++;
                    malformed("the line is longer than any that is written");
                }
                case PARTIAL -> {
                    torn = new Torn(extent(), place(line + 1, length), lines.length());
                    return;
                }
                case END -> {
                    return;
                }
            }
        }
    }

    private void line(LineScanner lines) throws IOException {
        line++;
        Link.parse(lines.array(), lines.from(), lines.length())
                .ifPresentOrElse(link -> line(link, lines), () -> malformed("not a line of the trail"));
        if (verdict != null) return;
        heads();
        length = lines.nextOffset();
    }

    private void line(Link link, LineScanner lines) {
        long expected = seq + 1;
        if (!link.holds(sha256, lines.array(), lines.from()))
            broken(here(), Damage.ALTERED, "the line does not match its hash: it was altered");
        else if (link.seq() < expected)
            broken(here(), Damage.OUT_OF_ORDER, "line " + link.seq() + " stands where " + expected + " belongs");
        else if (link.seq() > expected)
            broken(here(), Damage.LINES_MISSING, "lines " + expected + " to " + (link.seq() - 1) + " are missing");
        else if (!link.prev().equals(hash))
            broken(here(), Damage.NOT_LINKED, "the line does not hang on the one before it: one was replaced");
        else accept(link);
    }

    private void accept(Link link) {
        seq = link.seq();
        hash = link.hash();
        if (firstSeq == 0) firstSeq = seq;
    }

    private void heads() throws IOException {
        Optional<Disagreement> own = ownHeads.line(seq, hash);
        Optional<Disagreement> saved = savedHeads.line(seq, hash);
        own.or(() -> saved)
                .ifPresent(found ->
                        broken(new Place(Segments.name(segment), line, length, seq), found.damage(), found.detail()));
    }

    private void end() {
        ownHeads.end(seq)
                .or(() -> savedHeads.end(seq))
                .ifPresent(found -> broken(place(line + 1, length), found.damage(), found.detail()));
        if (verdict != null) return;
        headFile.problem().ifPresent(why -> broken(headFile.place(0), Damage.HEAD_INVALID, why));
        if (torn == null && headFile.torn()) torn = new Torn(extent(), headFile.place(0), headFile.tornBytes());
    }

    private void malformed(String detail) {
        broken(here(), Damage.MALFORMED, detail);
    }

    private Place here() {
        return place(line, length);
    }

    private Place place(long atLine, long offset) {
        return new Place(Segments.name(Math.max(segment, 1)), atLine, offset, seq + 1);
    }

    private void broken(Place place, Damage damage, String detail) {
        verdict = new Broken(extent(), place, damage, detail);
    }

    private Extent extent() {
        return new Extent(
                firstSeq,
                seq,
                hash,
                segments,
                segment,
                length,
                ownHeads.agreed() + savedHeads.agreed(),
                Math.max(ownHeads.signedUpTo(), savedHeads.signedUpTo()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
