package dev.sallyport.app.cli.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.app.cli.text.Ansi.Style;
import java.io.PrintWriter;

/// Where a command writes: results to `out`, everything about them to `err`. Belongs to one thread.
public final class Console {

    /// Beyond ASCII everything is escaped, so that JSON on a screen is as harmless as text (R19).
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();

    private final PrintWriter out;
    private final PrintWriter err;
    private final int columns;
    private final boolean noColor;
    private Ansi ansi;

    /// @param columns of the terminal that `out` is; 0 when it is none
    /// @param noColor whether the environment asks for no colours
    public Console(PrintWriter out, PrintWriter err, int columns, boolean noColor) {
        this.out = out;
        this.err = err;
        this.columns = columns;
        this.noColor = noColor;
        this.ansi = Ansi.of(Ansi.Choice.AUTO, columns > 0, noColor);
    }

    public void color(Ansi.Choice choice) {
        ansi = Ansi.of(choice, columns > 0, noColor);
    }

    public Ansi ansi() {
        return ansi;
    }

    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    /// @param text our own, or made safe
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    public void line(Style style, String text) {
        line(ansi.paint(style, text));
    }

    /// A heading and what follows it, both safe to show whatever they hold.
    public void field(String name, String untrusted) {
        line(ansi.paint(Style.FAINT, name + " ".repeat(Math.max(1, 12 - name.length()))) + SafeText.of(untrusted));
    }

    public void table(Table table) {
        table.lines(columns, ansi).forEach(this::line);
    }

    public void json(JsonNode json) {
        line(write(PRETTY, json));
    }

    /// On one line.
    public void jsonLine(JsonNode json) {
        line(write(MAPPER.writer(), json));
    }

    /// Beside the result: progress, warnings, errors. Safe to show whatever it holds.
    public void note(String untrusted) {
        err.println(SafeText.of(untrusted));
        err.flush();
    }

    private static String write(ObjectWriter writer, JsonNode json) {
        try {
            return writer.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
