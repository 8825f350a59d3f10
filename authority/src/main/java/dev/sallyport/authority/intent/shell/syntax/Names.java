package dev.sallyport.authority.intent.shell.syntax;

/// Names of utilities.
final class Names {

    private Names() {}

    /// Whether a name is known only at run time.
    static boolean computed(String name) {
        return name.startsWith("$") || name.startsWith("`") || pattern(name);
    }

    /// Whether a name is a file pattern: `/bin/r?` is whatever it matches.
    static boolean pattern(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
    }

    /// The name without its folder: `/usr/bin/rm` and `rm` are the same.
    static String base(String name) {
        if (computed(name)) {
            return name;
        }
        String trimmed = name.endsWith("/") && name.length() > 1 ? name.substring(0, name.length() - 1) : name;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
