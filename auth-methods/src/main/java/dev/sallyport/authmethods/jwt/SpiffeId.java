package dev.sallyport.authmethods.jwt;

import java.util.regex.Pattern;

/// A SPIFFE id without the part that names the instance, so that all instances of a workload are counted together
/// (R5).
public final class SpiffeId {

    /// From the first path segment that announces an instance, or from a last segment that is a UUID.
    private static final Pattern INSTANCE = Pattern.compile(
            "/(?:pod|pods|instance|replica|container|process|pid|uid|task)/.*$|/\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}/?$",
            Pattern.CASE_INSENSITIVE);

    private SpiffeId() {}

    /// Anything but a SPIFFE id stays as it is.
    public static String withoutInstance(String name) {
        return name.startsWith("spiffe://") ? INSTANCE.matcher(name).replaceFirst("") : name;
    }
}
