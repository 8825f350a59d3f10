package dev.sallyport.authority.intent.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads tables and columns out of a system prompt: `tables: a(x, y); b(z)` in one line each or
/// several, or CREATE TABLE. Names may hold blanks and parentheses. What cannot be read is left out;
/// nothing fails.
final class SchemaReader {

    private static final int MOST_TABLES = 100;
    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST = 32_768;
    private static final Pattern CREATE =
            Pattern.compile("create\\s{1,9}table\\s{1,9}(?:if not exists )?([\\w.\"`\\[\\]]{1,128})\\s{0,9}\\(");
    private static final Set<String> NO_COLUMN =
            Set.of("primary", "foreign", "constraint", "unique", "check", "key", "index", "references");

    private SchemaReader() {}

    static Schema read(String system) {
        String text = system.length() > LONGEST ? system.substring(0, LONGEST) : system;
        String lower = text.toLowerCase(Locale.ROOT);
        int list = lower.indexOf("tables:");
        if (list >= 0 && lower.length() == text.length()) {
            return Schema.of(listed(text.substring(list + "tables:".length())));
        }
        return Schema.of(created(lower));
    }

    private static List<Schema.Table> listed(String text) {
        List<Schema.Table> tables = new ArrayList<>();
        for (String piece : outside(text, ";\n")) {
            int open = piece.indexOf('(');
            String name = open < 0 ? piece : piece.substring(0, open);
            if (!name.isBlank() && tables.size() < MOST_TABLES) {
                tables.add(new Schema.Table(name.strip(), open < 0 ? List.of() : columns(inside(piece, open))));
            }
        }
        return tables;
    }

    private static List<Schema.Table> created(String lower) {
        List<Schema.Table> tables = new ArrayList<>();
        Matcher matcher = CREATE.matcher(lower);
        while (matcher.find() && tables.size() < MOST_TABLES) {
            int end = closing(lower, matcher.end() - 1);
            List<String> columns = new ArrayList<>();
            for (String piece : columns(lower.substring(matcher.end(), end))) {
                String name = unquoted(piece.split("\\s", 2)[0]);
                if (!NO_COLUMN.contains(name)) {
                    columns.add(name);
                }
            }
            tables.add(new Schema.Table(unquoted(matcher.group(1)), List.copyOf(columns)));
        }
        return tables;
    }

    private static String unquoted(String name) {
        return name.replaceAll("[\"`\\[\\]]", "");
    }

    private static String inside(String piece, int open) {
        int close = piece.lastIndexOf(')');
        return piece.substring(open + 1, close > open ? close : piece.length());
    }

    private static List<String> columns(String text) {
        return outside(text, ",").stream()
                .map(String::strip)
                .filter(column -> !column.isEmpty())
                .limit(MOST_COLUMNS)
                .toList();
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += step(text.charAt(i));
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /// The pieces between separators that stand outside parentheses.
    private static List<String> outside(String text, String separators) {
        List<String> pieces = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            depth = Math.max(0, depth + step(text.charAt(i)));
            if (depth == 0 && separators.indexOf(text.charAt(i)) >= 0) {
                pieces.add(text.substring(start, i));
                start = i + 1;
            }
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    private static int step(char c) {
        return c == '(' ? 1 : c == ')' ? -1 : 0;
    }
}
