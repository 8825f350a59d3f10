package dev.sallyport.app.config.yaml;

/// The parser's own words, in the house's style: one line, lower case at the start, no full stop, printable.
final class Plain {

    private static final int MOST = 160;

    private Plain() {}

    static String text(String message) {
        String line = message.lines().findFirst().orElse("").replaceAll("[^\\x20-\\x7e]", "?");
        String short_ = line.length() <= MOST ? line : line.substring(0, MOST);
        return short_.replaceAll("\\.+$", "");
    }
}
