package dev.sallyport.app.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sallyport.app.cli.text.Ansi.Choice;
import dev.sallyport.app.cli.text.Ansi.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Console console(int columns, boolean noColor) {
        return new Console(new PrintWriter(out), new PrintWriter(err), columns, noColor);
    }

    @Test
    void coloursAreForTerminalsUnlessTheEnvironmentOrTheUserSaysOtherwise() {
        assertThat(console(80, false).ansi()).isEqualTo(Ansi.ON);
        assertThat(console(0, false).ansi()).isEqualTo(Ansi.OFF);
        assertThat(console(80, true).ansi()).as("NO_COLOR").isEqualTo(Ansi.OFF);
        assertThat(Ansi.of(Choice.ALWAYS, false, true)).isEqualTo(Ansi.ON);
        assertThat(Ansi.of(Choice.NEVER, true, false)).isEqualTo(Ansi.OFF);
    }

    @Test
    void jsonIsAsHarmlessAsText_R19() {
        console(0, false).jsonLine(JsonNodeFactory.instance.objectNode().put("a", "\u202e\u009b\u001b"));
        assertThat(out.toString().strip()).isEqualTo("{\"a\":\"\\u202E\\u009B\\u001B\"}");
    }

    @Test
    void notesAndFieldsAreEscaped_R19() {
        Console console = console(0, false);
        console.note("x\u001b[2J");
        console.field("statement", "a\u202eb");
        console.line(Style.BAD, "ours");
        assertThat(err.toString().strip()).isEqualTo("x\\u{1b}[2J");
        assertThat(out.toString()).isEqualToNormalizingNewlines("statement   a\\u{202e}b\nours\n");
    }

    @Test
    void spansAreSaidInTheirTwoLargestUnits() {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        assertThat(Spans.of(Duration.ofSeconds(59))).isEqualTo("59s");
        assertThat(Spans.of(Duration.ofSeconds(298))).isEqualTo("4m 58s");
        assertThat(Spans.of(Duration.ofMinutes(125))).isEqualTo("2h 5m");
        assertThat(Spans.of(Duration.ofHours(25))).isEqualTo("1d 1h");
        assertThat(Spans.until(now.plusSeconds(5), now)).isEqualTo("in 5s");
        assertThat(Spans.until(now, now)).isEqualTo("over");
        assertThat(Spans.since(now.minusSeconds(200), now)).isEqualTo("3m 20s ago");
    }
}
