package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.target.LeaseSettings;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `<prefix>_<instance>_<expiry, epoch seconds>_<16 hex digits>`: whose it is and when it must be gone
/// can be read off a role's name after every memory of it is lost. At most 61 bytes.
record RoleName(String prefix, String instance, Instant expiresAt, String random) {

    private static final int RANDOM_BYTES = 8;
    private static final Pattern FORM = Pattern.compile(
            "(?<prefix>[a-z0-9]+)_(?<instance>[a-z0-9]+)_(?<expiry>[0-9]{1,11})_(?<random>[0-9a-f]{16})");

    static RoleName fresh(LeaseSettings leases, Instant expiresAt, SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new RoleName(
                leases.prefix(), leases.instance(), expiresAt, HexFormat.of().formatHex(bytes));
    }

    /// Empty for every name that no gateway could have given.
    static Optional<RoleName> parse(String name) {
        Matcher matcher = FORM.matcher(name);
        return matcher.matches()
                ? Optional.of(new RoleName(
                        matcher.group("prefix"),
                        matcher.group("instance"),
                        Instant.ofEpochSecond(Long.parseLong(matcher.group("expiry"))),
                        matcher.group("random")))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return prefix + "_" + instance + "_" + expiresAt.getEpochSecond() + "_" + random;
    }
}
