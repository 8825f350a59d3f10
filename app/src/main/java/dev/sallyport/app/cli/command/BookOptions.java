package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.History.Book;
import dev.sallyport.app.cli.work.Whereabouts.Places;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// With which keys a trail is read.
final class BookOptions {

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "The folder of the trail's keys. Default: the folder keys beside the trail, if there is one;"
                    + " without keys no signature is checked, and what is sealed stays so.")
    private @Nullable Path keys;

    /// A trail that was named, or a copy of one.
    Book of(Path trail) {
        if (keys != null) return new Book(trail, Optional.of(keys));
        Path beside = trail.toAbsolutePath().normalize().resolveSibling("keys");
        return new Book(trail, Optional.of(beside).filter(Files::isReadable));
    }

    /// A gateway's own.
    Book of(Places places) {
        return keys == null
                ? new Book(places.trail(), Optional.of(places.keys()).filter(Files::isReadable))
                : new Book(places.trail(), Optional.of(keys));
    }
}
