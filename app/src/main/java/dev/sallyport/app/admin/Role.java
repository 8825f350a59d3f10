package dev.sallyport.app.admin;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What a token allows (R20, R22). Least first: the order in which a client tries its tokens.
public enum Role {
    /// Looks on.
    READ,
    /// Answers holds and ends sessions.
    APPROVE,
    /// Loads a changed configuration.
    CONFIGURE,
    /// Loads a changed configuration that suspends door two for a rule (`mode: observe`).
    OBSERVE;

    public boolean covers(Role needed) {
        return covered().contains(needed);
    }

    private Set<Role> covered() {
        return switch (this) {
            case READ -> EnumSet.of(READ);
            case APPROVE -> EnumSet.of(READ, APPROVE);
            case CONFIGURE -> EnumSet.of(READ, CONFIGURE);
            case OBSERVE -> EnumSet.of(READ, CONFIGURE, OBSERVE);
        };
    }

    /// As it stands in the documents and in errors.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name of its token's file.
    public String file() {
        return word() + ".token";
    }
}
