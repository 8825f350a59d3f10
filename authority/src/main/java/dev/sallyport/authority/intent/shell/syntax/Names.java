package dev.sallyport.authority.intent.shell.syntax;

/// Names of utilities.
final class Names {

    private Names() {}

    /// The name without its folder: `/usr/bin/rm` and `rm` are the same.
    static String base(String name) {
        if (name.startsWith("$")) {
            return name;
        }
        String trimmed = name.endsWith("/") && name.length() > 1 ? name.substring(0, name.length() - 1) : name;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
