package dev.sallyport.app.cli;

import java.util.Optional;

/// Which build this is.
public final class Version {

    private Version() {}

    /// From the jar's manifest; classes that lie outside a jar are a development build.
    public static String ofThisBuild() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
