package dev.sallyport.app.cli.text;

/// Colours, or none.
public enum Ansi {
    ON,
    OFF;

    /// What a text means; the colours follow from it.
    public enum Style {
        PLAIN(""),
        GOOD("32"),
        BAD("31"),
        WAITING("33"),
        HEADING("1"),
        FAINT("2");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /// When to colour.
    public enum Choice {
        AUTO,
        ALWAYS,
        NEVER
    }

    /// @param terminal whether somebody sees it
    /// @param noColor whether the environment asks for none, see no-color.org
    public static Ansi of(Choice choice, boolean terminal, boolean noColor) {
        return switch (choice) {
            case ALWAYS -> ON;
            case NEVER -> OFF;
            case AUTO -> terminal && !noColor ? ON : OFF;
        };
    }

    public String paint(Style style, String text) {
        if (this == OFF || style == Style.PLAIN || text.isEmpty()) return text;
        return "\u001b[" + style.code + "m" + text + "\u001b[0m";
    }
}
