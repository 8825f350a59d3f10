package dev.sallyport.authmethods.jwt;

/// Puts a value that someone unknown wrote into a message: short, printable, on one line.
public final class Quoted {

    private static final int MAX = 64;

    private Quoted() {}

    public static String of(String value) {
        String start = value.length() <= MAX ? value : value.substring(0, MAX) + "...";
        return "`" + start.replaceAll("[^ -_a-~]", "?") + "`";
    }
}
