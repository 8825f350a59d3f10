package dev.sallyport.app.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.app.cli.text.Ansi.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Table TABLE = Table.under("ID", "WHAT")
            .row(Cell.of("h-1"), Cell.of("a statement that is rather long"))
            .row(Cell.of("h-22"), Cell.of("短い"));

    @Test
    void columnsAreAsWideAsTheyMustBe() {
        assertThat(TABLE.lines(0, Ansi.OFF))
                .containsExactly("ID    WHAT", "h-1   a statement that is rather long", "h-22  短い");
    }

    @Test
    void theWidestColumnGivesWayOnATerminal() {
        assertThat(TABLE.lines(20, Ansi.OFF)).containsExactly("ID    WHAT", "h-1   a statement t…", "h-22  短い");
        assertThat(TABLE.lines(20, Ansi.OFF)).allMatch(line -> DisplayWidth.of(line) <= 20);
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        List<String> lines = Table.under("A", "B")
                .row(Cell.of("日本"), Cell.of("x"))
                .row(Cell.of("ab"), Cell.of("y"))
                .lines(0, Ansi.OFF);
        assertThat(lines).containsExactly("A     B", "日本  x", "ab    y");
        assertThat(DisplayWidth.of("🎉e\u0301")).isEqualTo(3);
        assertThat(DisplayWidth.cut("日本語", 4)).isEqualTo("日…");
        assertThat(DisplayWidth.cut("日本語", 6)).isEqualTo("日本語");
    }

    @Test
    void aColouredCellTakesNoMoreRoom() {
        List<String> lines = Table.under("A", "B")
                .row(Cell.of("x", Style.GOOD), Cell.of("y"))
                .lines(0, Ansi.ON);
        assertThat(lines.getLast()).isEqualTo("\u001b[32mx\u001b[0m  y");
    }

    @Test
    void untrustedTextCannotLeaveItsCell() {
        assertThat(Table.under("A").row(Cell.of("x\ny\u001b[2J")).lines(0, Ansi.OFF))
                .containsExactly("A", "x\\ny\\u{1b}[2J");
    }

    @Test
    void aRowHasOneCellAHeading() {
        assertThatThrownBy(() -> Table.under("A", "B").row(Cell.of("x"))).isInstanceOf(IllegalArgumentException.class);
    }
}
