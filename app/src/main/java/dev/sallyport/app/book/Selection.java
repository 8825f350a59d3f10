package dev.sallyport.app.book;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.TrailBook.Wanted;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.TrailLine;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.read.UnreadableLine;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Which lines are wanted. Those that cannot be read always are: whoever spoils a line must not hide it.
///
/// @param since `Instant.MIN` for the beginning
record Selection(Set<String> sessions, Set<String> requests, Set<EventKind> kinds, Instant since) {

    /// @throws CommandFailure when there is no such kind
    static Selection of(Wanted wanted) throws CommandFailure {
        for (String kind : wanted.kinds()) {
            if (EventKind.of(kind).isEmpty()) {
                throw new CommandFailure(ExitCode.USAGE, "no such kind, use one of " + known() + ": `" + kind + "`");
            }
        }
        return new Selection(
                wanted.sessions(),
                wanted.requests(),
                wanted.kinds().stream()
                        .flatMap(kind -> EventKind.of(kind).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                wanted.since().orElse(Instant.MIN));
    }

    private static String known() {
        return Arrays.stream(EventKind.values()).map(EventKind::word).collect(Collectors.joining(", "));
    }

    boolean passes(TrailLine line) {
        return switch (line) {
            case TrailRecord record ->
                !record.at().isBefore(since)
                        && (kinds.isEmpty() || kinds.contains(record.kind()))
                        && (sessions.isEmpty() || sessions.contains(record.session()))
                        && (requests.isEmpty() || requests.contains(record.request()));
            case UnreadableLine _ -> true;
        };
    }
}
