package dev.sallyport.authority.budget;

/// Over what a limit counts.
enum Span {
    ACTION("perAction", "action"),
    SESSION("perSession", "session"),
    HOUR("perHour", "hour"),
    CEILING("", "hour over all workloads");

    private final String key;
    private final String words;

    Span(String key, String words) {
        this.key = key;
        this.words = words;
    }

    String words() {
        return words;
    }

    long limit(Need need, Bid bid) {
        return switch (this) {
            case ACTION -> bid.atMost().perAction();
            case SESSION -> bid.atMost().perSession();
            case HOUR -> bid.atMost().perHour();
            case CEILING -> need.ceiling();
        };
    }

    /// Where the limit stands in the configuration.
    String path(Need need, Bid bid) {
        return this == CEILING ? need.ceilingPath() : bid.path() + ".atMost." + key;
    }
}
