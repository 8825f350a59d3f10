package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Cell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.Table;
import dev.sallyport.app.cli.work.Sheet;
import java.util.List;
import java.util.Locale;

/// Forms that several commands share.
final class Shapes {

    private Shapes() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void sheet(Sheet sheet, Console console) {
        console.line("");
        console.line(Style.HEADING, Cell.of(sheet.title()).text());
        Table table = Table.under(sheet.headings().stream()
                .map(heading -> heading.toUpperCase(Locale.ROOT))
                .toList());
        for (List<String> row : sheet.rows()) {
            table = table.row(row.stream().map(Cell::of).toList());
        }
        console.table(table);
    }

    /// `{"title": …, "rows": [{"heading": "field", …}, …]}`
    static JsonNode json(Sheet sheet) {
        ObjectNode json = object().put("title", sheet.title());
        ArrayNode rows = json.putArray("rows");
        for (List<String> row : sheet.rows()) {
            ObjectNode one = rows.addObject();
            for (int i = 0; i < row.size(); i++) one.put(sheet.headings().get(i), row.get(i));
        }
        return json;
    }

    static Style style(String verdict) {
        return switch (verdict) {
            case "permit", "allowed", "allows", "approved", "succeeded", "SUCCEEDED" -> Style.GOOD;
            case "hold", "held", "cut", "CUT" -> Style.WAITING;
            case "deny", "denied", "denies", "contain", "refused", "failed", "FAILED" -> Style.BAD;
            default -> Style.PLAIN;
        };
    }

    /// `1 session`, `2 sessions`
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
