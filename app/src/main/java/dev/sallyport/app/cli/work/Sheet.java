package dev.sallyport.app.cli.work;

import java.util.List;

/// Figures or rules for a table: a title, headings and rows of plain text. May hold untrusted text.
public record Sheet(String title, List<String> headings, List<List<String>> rows) {
    public Sheet {
        headings = List.copyOf(headings);
        rows = rows.stream().map(List::copyOf).toList();
        int width = headings.size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("a row has one field a heading: " + title);
        }
    }
}
