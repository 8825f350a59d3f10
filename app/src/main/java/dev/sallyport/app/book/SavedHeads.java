package dev.sallyport.app.book;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.trail.seal.SignedHead;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Signed heads that were kept elsewhere: files with one head a line, such as an anchor or a copy of `heads.jsonl`.
final class SavedHeads {

    private SavedHeads() {}

    /// @throws CommandFailure when a line is no signed head: a file that proves nothing must not look as if it did
    static List<SignedHead> in(List<Path> files) throws CommandFailure, IOException {
        List<SignedHead> heads = new ArrayList<>();
        for (Path file : files) {
            int before = heads.size();
            read(file, heads);
            if (heads.size() == before) {
                throw new CommandFailure(ExitCode.USAGE, "no signed head is in the file: `" + file + "`");
            }
        }
        return List.copyOf(heads);
    }

    private static void read(Path file, List<SignedHead> heads) throws CommandFailure, IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    heads.add(head(line, file, number));
                }
            }
        }
    }

    private static SignedHead head(String line, Path file, int number) throws CommandFailure {
        return SignedHead.parse(line)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "line " + number + " is not a signed head, save it again: `" + file + "`"));
    }
}
