package dev.sallyport.authority.intent.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Reads the text tables that lie beside these classes.
final class Table {

    private Table() {}

    /// The rows of a table, cut at `|`; lines that begin with `# ` are comments.
    ///
    /// @throws IllegalStateException when it is not in the jar
    static List<String[]> rows(String name) {
        try (InputStream in = Table.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the table is not in the jar: `" + name + "`");
            }
            return rows(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String[]> rows(Stream<String> lines) {
        return lines.filter(line -> !line.startsWith("# ") && !line.isBlank())
                .map(line -> line.split("\\|", -1))
                .toList();
    }

    /// The words of a cell.
    static List<String> words(String cell) {
        return List.of(cell.strip().split("\\s+"));
    }
}
