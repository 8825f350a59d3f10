package dev.sallyport.app.book;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.TrailBook;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Follower;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.read.TrailLine;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.Verification;
import dev.sallyport.trail.read.Verifier;
import dev.sallyport.trail.seal.HeadKeys;
import dev.sallyport.trail.seal.SealingKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A trail in a folder, as the gateway's own machine or a copy of it holds it. Keeps nothing between calls.
public final class FileTrailBook implements TrailBook {

    /// How long to look before looking whether somebody wants to stop; not how often.
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Override
    public void show(Path folder, Wanted wanted, Reader reader) throws CommandFailure, IOException {
        present(folder);
        Selection selection = Selection.of(wanted);
        TrailReader trail = new TrailReader(folder);
        Position from = trail.before(selection.since());
        try (Stream<TrailLine> lines = trail.lines(from, Filter.ALL);
                RawLines raw = new RawLines(folder, from)) {
            Entries entries = new Entries(selection, raw);
            for (Iterator<TrailLine> each = lines.iterator(); each.hasNext(); ) {
                if (!entries.pass(each.next(), reader)) {
                    return;
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Begins at the moment that `wanted` names, or with what comes next.
    @Override
    public void follow(Path folder, Wanted wanted, Reader reader)
            throws CommandFailure, IOException, InterruptedException {
        present(folder);
        Selection selection = Selection.of(wanted);
        TrailReader trail = new TrailReader(folder);
        Position from = wanted.since().isPresent() ? trail.before(selection.since()) : end(trail);
        try (Follower follower = trail.follow(from, Filter.ALL);
                RawLines raw = new RawLines(folder, from)) {
            Entries entries = new Entries(selection, raw);
            boolean more = true;
            while (more) {
                Optional<TrailLine> line = follower.next(LOOK);
                more = line.isEmpty() || entries.pass(line.get(), reader);
            }
        }
    }

    /// Behind the last line: only the last segment is read to find it.
    private static Position end(TrailReader trail) {
        Position last = trail.before(Instant.MAX);
        try (Stream<TrailLine> lines = trail.lines(last, Filter.ALL)) {
            return lines.map(TrailLine::next).reduce(last, (_, next) -> next);
        }
    }

    @Override
    public Verified verify(Path folder, Path keys, List<Path> saved) throws CommandFailure, IOException {
        present(folder);
        if (!Files.isDirectory(keys)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "no keys to check signatures with, name their folder in `trail.keys`: `" + keys + "`");
        }
        return verified(Verifier.verify(folder, HeadKeys.in(keys), SavedHeads.in(saved)));
    }

    /// An unfinished last line is what a gateway leaves that writes now or was killed: nothing was changed.
    private static Verified verified(Verification found) {
        long records = found.extent().records();
        return switch (found) {
            case Verification.Intact intact -> new Verified(true, intact.describe(), "", records);
            case Verification.Torn torn -> new Verified(true, torn.describe(), "", records);
            case Verification.Broken broken -> new Verified(false, broken.describe(), place(broken.place()), records);
        };
    }

    private static String place(Verification.Place place) {
        return place.line() == 0 ? place.file() : place.file() + " line " + place.line();
    }

    @Override
    public Optional<String> reveal(Path folder, Path keys, String requestId) throws CommandFailure, IOException {
        present(folder);
        try {
            return new Unsealing(folder, SealingKeys.in(keys)).of(requestId);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void present(Path folder) throws CommandFailure, IOException {
        if (!Files.isDirectory(folder) || Segments.list(folder).isEmpty()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "no trail is there, name the gateway's configuration with --config or its state with --state: `"
                            + folder + "`");
        }
    }
}
