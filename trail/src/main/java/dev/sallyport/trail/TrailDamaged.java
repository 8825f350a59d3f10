package dev.sallyport.trail;

import dev.sallyport.trail.read.Verification.Broken;
import java.io.IOException;
import java.nio.file.Path;

/// The directory holds a trail that somebody or something changed. A gateway must not go on writing on top of it.
public final class TrailDamaged extends IOException {

    private final transient Broken damage;

    TrailDamaged(Path directory, Broken damage) {
        super("trail: " + damage.describe() + "; keep the directory as evidence, and configure another one instead of `"
                + directory + "`");
        this.damage = damage;
    }

    public Broken damage() {
        return damage;
    }
}
