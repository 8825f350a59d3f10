package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.work.History.Story;
import dev.sallyport.app.cli.work.History.StoryLine;
import java.time.temporal.ChronoUnit;

/// A story on a screen: one moment a line, what belongs to it below, indented.
record StoryView(Story story) {

    void print(Console console) {
        console.line(Style.FAINT, SafeText.of(story.verified()));
        story.lines().forEach(line -> console.line(words(line, console)));
    }

    static String words(StoryLine line, Console console) {
        String text = SafeText.of(line.text());
        if (line.deeper() > 0) return "    " + "  ".repeat(line.deeper()) + text;
        String at = console.ansi()
                .paint(Style.FAINT, line.at().truncatedTo(ChronoUnit.MILLIS).toString());
        String verdict = line.verdict().isEmpty()
                ? ""
                : console.ansi().paint(Shapes.style(line.verdict()), SafeText.of(line.verdict())) + "  ";
        return at + "  " + verdict + text;
    }

    ObjectNode json() {
        ObjectNode json = Shapes.object().put("verified", story.verified());
        ArrayNode lines = json.putArray("lines");
        for (StoryLine line : story.lines()) add(lines, line);
        return json;
    }

    static void add(ArrayNode lines, StoryLine line) {
        lines.addObject()
                .put("at", line.at().toString())
                .put("kind", line.kind())
                .put("verdict", line.verdict())
                .put("deeper", line.deeper())
                .put("text", line.text());
    }
}
