package dev.sallyport.app.admin;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whom the socket lets in: the gateway's own user, root, and who is named besides (R22). Users are equal when their
/// numbers are.
record Peers(Set<UserPrincipal> allowed) {

    private static final String ROOT = "0";

    Peers {
        allowed = Set.copyOf(allowed);
    }

    /// @param others names or numbers
    static Peers with(List<String> others) throws IOException {
        List<UserPrincipal> allowed = new ArrayList<>(List.of(self(), user(ROOT)));
        for (String other : others) allowed.add(user(other));
        return new Peers(Set.copyOf(new HashSet<>(allowed)));
    }

    boolean allows(UserPrincipal peer) {
        return allowed.contains(peer);
    }

    /// The user that this process runs as.
    static UserPrincipal self() throws IOException {
        return user(Long.toString(new UnixSystem().getUid()));
    }

    private static UserPrincipal user(String nameOrNumber) throws IOException {
        try {
            return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(nameOrNumber);
        } catch (UserPrincipalNotFoundException e) {
            throw new IOException("no such user on this machine: `" + nameOrNumber + "`", e);
        }
    }
}
