package dev.sallyport.app.book;

import dev.sallyport.app.cli.work.TrailBook.Entry;
import dev.sallyport.app.cli.work.TrailBook.Reader;
import dev.sallyport.trail.read.TrailLine;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.read.UnreadableLine;
import java.io.IOException;
import java.time.Instant;

/// Lines of the trail → entries of the book, those that are wanted.
record Entries(Selection selection, RawLines raw) {

    static final String UNREADABLE = "unreadable";

    /// @return false when the reader has enough
    boolean pass(TrailLine line, Reader reader) throws IOException {
        RawLines.Span span = raw.span(line);
        return !selection.passes(line) || reader.read(entry(line, raw.text(span)));
    }

    private static Entry entry(TrailLine line, String text) {
        return switch (line) {
            case TrailRecord record ->
                new Entry(
                        record.seq(),
                        record.at(),
                        record.kind().word(),
                        record.session(),
                        record.request(),
                        verdict(record),
                        Sentence.of(record),
                        text);
            case UnreadableLine bad ->
                new Entry(0, Instant.EPOCH, UNREADABLE, "", "", "", bad.why() + ", run `sallyport trail verify`", text);
        };
    }

    private static String verdict(TrailRecord record) {
        return switch (record.kind()) {
            case DECIDED -> record.text("verdict");
            case PERFORMED -> record.text("ending");
            case REFUSED,
                    SESSION_OPENED,
                    LEASE_ISSUED,
                    ALARM,
                    HOLD_ANSWERED,
                    LEASE_DESTROYED,
                    SESSION_CLOSED,
                    TASK_OPENED,
                    TASK_ENDED,
                    CONTEXT_ADDED,
                    CONTEXT_HEARD,
                    ADMINISTERED -> "";
        };
    }
}
