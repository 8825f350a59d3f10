package dev.sallyport.trail.read;

import dev.sallyport.trail.line.EventKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Reads a trail, also while it is written. Safe on every thread; each stream belongs to one thread.
///
/// Streams hold a file open: close them. They end where the trail ends at that moment. When a file cannot be read they
/// throw `UncheckedIOException`; bytes that are no record do not make them throw.
public final class TrailReader {

    /// Pens on several loops write in turns, so records are only nearly in the order of their times.
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Path directory;

    public TrailReader(Path directory) {
        this.directory = directory;
    }

    /// Every line from a position on that passes the filter, in the order of the chain.
    public Stream<TrailLine> lines(Position from, Filter filter) {
        TrailCursor cursor = new TrailCursor(directory, from);
        return Stream.generate(() -> next(cursor))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .filter(filter::passes)
                .onClose(() -> close(cursor));
    }

    /// The same without the lines that cannot be read.
    public Stream<TrailRecord> records(Position from, Filter filter) {
        return lines(from, filter).filter(TrailRecord.class::isInstance).map(TrailRecord.class::cast);
    }

    /// Lines as they come.
    public Follower follow(Position from, Filter filter) {
        return new Follower(directory, from, filter);
    }

    /// What permits reserved and outcomes were charged, oldest first, for rebuilding the counters (R5). An unreadable
    /// line throws `UncheckedIOException`: a counter that cannot be rebuilt must not start at zero.
    public Stream<ChargeRecord> charges(Instant since) {
        Filter filter = Filter.ALL.kinds(EventKind.DECIDED, EventKind.PERFORMED).since(since);
        return lines(before(since), filter).flatMap(TrailReader::charge);
    }

    private static Stream<ChargeRecord> charge(TrailLine line) {
        return switch (line) {
            case UnreadableLine bad -> throw new UncheckedIOException(unreadable(bad));
            case TrailRecord record
            when record.kind() == EventKind.PERFORMED -> Stream.of(charge(record, ChargeRecord.Kind.PERFORMED));
            case TrailRecord record when record.permits() -> Stream.of(charge(record, ChargeRecord.Kind.DECIDED));
            case TrailRecord _ -> Stream.empty();
        };
    }

    private static IOException unreadable(UnreadableLine bad) {
        return new IOException(
                Segments.name(bad.at().segment()) + " byte " + bad.at().offset() + ": " + bad.why()
                        + ": the counters cannot be rebuilt; run `sallyport trail verify`");
    }

    private static ChargeRecord charge(TrailRecord record, ChargeRecord.Kind kind) {
        return new ChargeRecord(record.at(), record.request(), record.session(), kind, record.charges());
    }

    /// Every decided request with its ending, in the order of their endings, those without one last.
    ///
    /// @param filter its kinds do not matter
    public Stream<ActionStory> actions(Filter filter) {
        Filter both = filter.kinds(EventKind.DECIDED, EventKind.PERFORMED);
        Stream<TrailRecord> records = records(before(filter.since()), both);
        return StreamSupport.stream(new Stories(records), false).onClose(records::close);
    }

    /// A position before every record that is not older than a moment: whole segments are skipped.
    public Position before(Instant since) {
        if (since.equals(Instant.MIN)) return Position.START;
        Position start = Position.START;
        for (int number : numbers()) {
            Position segment = new Position(number, 0);
            if (timeAt(segment).filter(at -> at.isBefore(since.minus(SKEW))).isPresent()) start = segment;
        }
        return start;
    }

    private Set<Integer> numbers() {
        try {
            return Segments.list(directory).keySet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// When the record at a position was made; empty when there is none, or none that can be read.
    public Optional<Instant> timeAt(Position position) {
        try (Stream<TrailLine> lines = lines(position, Filter.ALL)) {
            return lines.findFirst().filter(TrailRecord.class::isInstance).map(line -> ((TrailRecord) line).at());
        }
    }

    private static Optional<TrailLine> next(TrailCursor cursor) {
        try {
            return cursor.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(TrailCursor cursor) {
        try {
            cursor.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
