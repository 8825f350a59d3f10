package dev.sallyport.trail.line;

import java.util.Arrays;
import java.util.Optional;

/// What the field `kind` says. The words are part of the format and never change.
public enum EventKind {
    REFUSED("refused"),
    SESSION_OPENED("session-opened"),
    LEASE_ISSUED("lease-issued"),
    DECIDED("decided"),
    PERFORMED("performed"),
    ALARM("alarm"),
    HOLD_ANSWERED("hold-answered"),
    LEASE_DESTROYED("lease-destroyed"),
    SESSION_CLOSED("session-closed"),
    TASK_OPENED("task-opened"),
    TASK_ENDED("task-ended"),
    CONTEXT_ADDED("context-added"),
    CONTEXT_HEARD("context-heard"),
    ADMINISTERED("administered");

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<EventKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
