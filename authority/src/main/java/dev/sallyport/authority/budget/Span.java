package dev.sallyport.authority.budget;

/// Over what a limit counts.
enum Span {
    ACTION("perAction", "action"),
    SESSION("perSession", "session"),
    TASK("perTask", "task"),
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
            case TASK -> Long.MAX_VALUE; // the task's own word, which the stake holds
            case SESSION -> bid.atMost().perSession();
            case HOUR -> bid.atMost().perHour();
            case CEILING -> need.ceiling();
        };
    }

    /// Where a task's own limit stands.
    String pathInTask() {
        return "sallyport_task.limits." + key;
    }

    /// Where the limit stands in the configuration.
    String path(Need need, Bid bid) {
        if (need.subject().isApart()) return bid.path();
        return this == CEILING ? need.ceilingPath() : bid.path() + ".atMost." + key;
    }
}
