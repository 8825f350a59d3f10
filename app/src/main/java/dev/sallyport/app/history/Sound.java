package dev.sallyport.app.history;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.History.Book;
import dev.sallyport.trail.read.Revealer;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.read.Verification;
import dev.sallyport.trail.read.Verifier;
import dev.sallyport.trail.seal.HeadKeys;
import dev.sallyport.trail.seal.SealingKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A trail that nobody changed, as far as can be known here.
///
/// @param words what verification said
/// @param revealer opens what is sealed, where the keys are here
record Sound(Path folder, String words, Revealer revealer) {

    /// @throws CommandFailure when it was changed, with what `sallyport trail verify` says
    static Sound of(Book book) throws CommandFailure, IOException {
        Path folder = book.trail();
        if (!Files.isDirectory(folder) || Segments.list(folder).isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "no trail is there, name its folder: `" + folder + "`");
        }
        if (book.keys().isPresent() && !Files.isDirectory(book.keys().get())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "no keys are there, name their folder: `" + book.keys().get() + "`");
        }
        HeadKeys keys = book.keys().isPresent() ? HeadKeys.in(book.keys().get()) : HeadKeys.unchecked();
        SealingKeys seals = book.keys().isPresent() ? SealingKeys.in(book.keys().get()) : SealingKeys.none();
        Verification found = Verifier.verify(folder, keys, List.of());
        if (found instanceof Verification.Broken) {
            throw new CommandFailure(
                    ExitCode.REFUSED, "the trail was changed, so nothing follows from it: " + found.describe());
        }
        String unchecked = book.keys().isPresent() ? "" : "; no keys are here, so its signatures were not checked";
        return new Sound(folder, found.describe() + unchecked, new Revealer(seals));
    }
}
