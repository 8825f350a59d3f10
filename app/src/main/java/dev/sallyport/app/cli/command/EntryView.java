package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.work.TrailBook.Entry;
import java.time.temporal.ChronoUnit;

/// A record of the trail on one line.
record EntryView(Console console, boolean json) {

    void print(Entry entry) {
        console.line(json ? SafeText.ofJsonLine(entry.json()) : words(entry));
    }

    private String words(Entry entry) {
        String at = entry.at().truncatedTo(ChronoUnit.MILLIS).toString();
        String who = entry.request().isEmpty() ? entry.session() : entry.request();
        return console.ansi().paint(Style.FAINT, at) + "  "
                + padded(entry.kind(), 17)
                + console.ansi().paint(Shapes.style(entry.verdict()), padded(entry.verdict(), 10))
                + padded(who, 16)
                + SafeText.of(entry.summary());
    }

    private static String padded(String untrusted, int width) {
        String text = SafeText.of(untrusted);
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
