package dev.sallyport.grammar.sql.value;

/// The blanks that PostgreSQL's input functions pass over: those of `isspace` in ASCII, and no others.
public final class Blanks {

    private static final String ALL = " \t\n\u000b\f\r";

    private Blanks() {}

    public static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && ALL.indexOf(text.charAt(from)) >= 0) from++;
        while (to > from && ALL.indexOf(text.charAt(to - 1)) >= 0) to--;
        return text.substring(from, to);
    }
}
