package dev.sallyport.app.cli.text;

import dev.sallyport.app.cli.text.Ansi.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rows under headings, aligned by display width. Every cell is safe to show. Immutable.
public final class Table {

    private static final int GAP = 2;
    private static final int NARROWEST = 8;

    private final List<Cell> headings;
    private final List<List<Cell>> rows;

    private Table(List<Cell> headings, List<List<Cell>> rows) {
        this.headings = headings;
        this.rows = rows;
    }

    public static Table under(String... headings) {
        return under(List.of(headings));
    }

    public static Table under(List<String> headings) {
        return new Table(
                headings.stream()
                        .map(heading -> Cell.of(heading, Style.HEADING))
                        .toList(),
                List.of());
    }

    public Table row(Cell... cells) {
        return row(List.of(cells));
    }

    /// @param cells as many as there are headings
    public Table row(List<Cell> cells) {
        if (cells.size() != headings.size()) throw new IllegalArgumentException("a row has one cell a heading");
        return new Table(
                headings,
                Stream.concat(rows.stream(), Stream.of(List.copyOf(cells))).toList());
    }

    /// @param columns that the terminal has; 0 for no limit
    public List<String> lines(int columns, Ansi ansi) {
        int[] widths = widths(columns);
        List<String> lines = new ArrayList<>();
        lines.add(line(headings, widths, ansi));
        rows.forEach(row -> lines.add(line(row, widths, ansi)));
        return lines;
    }

    private int[] widths(int columns) {
        int[] widths = IntStream.range(0, headings.size()).map(this::natural).toArray();
        if (columns <= 0) return widths;
        int room = columns - GAP * (widths.length - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = widest(widths);
            if (widths[widest] <= NARROWEST) break;
            widths[widest]--;
        }
        return widths;
    }

    private int natural(int column) {
        return Stream.concat(Stream.of(headings), rows.stream())
                .mapToInt(row -> row.get(column).width())
                .max()
                .orElse(0);
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            if (widths[i] > widths[widest]) widest = i;
        }
        return widest;
    }

    private static String line(List<Cell> row, int[] widths, Ansi ansi) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = DisplayWidth.cut(row.get(i).text(), widths[i]);
            line.append(ansi.paint(row.get(i).style(), text));
            if (i < widths.length - 1) line.append(" ".repeat(widths[i] - DisplayWidth.of(text) + GAP));
        }
        return line.toString().stripTrailing();
    }
}
