package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Key;
import java.time.Duration;

/// A standing account of a target, in place of a role for each session.
public record AccountEntry(
        @Doc("The account's name at the target.") String user,

        @Doc("Its password. The agent never sees either.") SecretReference password,

        @Doc("`exclusive`: one session at a time. `shared`: several at once.") @Default("exclusive")
        Sharing sharing,

        @Doc("With `sharing: shared`: sessions that use it at once.") @Default("10") @Bounds(min = "1", max = "1000")
        int max,

        @Doc("How long a session waits until another has left.")
        @Key("wait")
        @Default("5s")
        @Bounds(min = "0s", max = "1m")
        Duration patience) {

    public enum Sharing {
        EXCLUSIVE,
        SHARED
    }

    /// Sessions at once.
    public int most() {
        return switch (sharing) {
            case EXCLUSIVE -> 1;
            case SHARED -> max;
        };
    }
}
