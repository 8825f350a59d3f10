package dev.sallyport.app.cli.text;

import dev.sallyport.app.cli.text.Ansi.Style;

/// One field of a table.
///
/// @param text made safe already
public record Cell(String text, Style style) {

    /// Untrusted text.
    public static Cell of(String untrusted) {
        return of(untrusted, Style.PLAIN);
    }

    public static Cell of(String untrusted, Style style) {
        return new Cell(SafeText.of(untrusted), style);
    }

    int width() {
        return DisplayWidth.of(text);
    }
}
