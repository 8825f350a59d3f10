package dev.sallyport.authority.intent.shell;

/// What a command does to the world, from the harmless to the grave.
enum Effect {
    FILTER("works on what it is given"),
    READ("looks at the system"),
    SHELL("changes the shell itself"),
    WRITE("writes files"),
    MOVE("moves or renames files"),
    RUN("runs other programs"),
    NETWORK("talks to the network"),
    FETCH("fetches from the network"),
    REMOTE("works on another host"),
    INSTALL("installs or removes software"),
    PERMISSION("changes permissions or owners"),
    DELETE("deletes"),
    SEND("sends data out"),
    KILL("ends processes or the system"),
    SCHEDULE("changes what runs later"),
    ACCOUNT("changes accounts or keys"),
    PRIVILEGE("acts as another user"),
    DISK("works on disks and devices");

    /// In words: `the command` …
    final String words;

    Effect(String words) {
        this.words = words;
    }

    String construct() {
        return "!" + name().toLowerCase(java.util.Locale.ROOT);
    }
}
