package dev.sallyport.app.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R22: the admin socket checks the peer's uid.
class PeersTest {

    private static final String STRANGER = "4242";

    @Test
    void theGatewaysOwnUserAndRootMayConnect(@TempDir Path folder) throws IOException {
        Peers peers = Peers.with(List.of());
        assertThat(peers.allows(Files.getOwner(folder))).isTrue();
        assertThat(peers.allows(user("0"))).isTrue();
        assertThat(peers.allows(user("root"))).isTrue();
    }

    @Test
    void anybodyElseMayNotUnlessNamed() throws IOException {
        assertThat(Peers.with(List.of()).allows(user(STRANGER))).isFalse();
        assertThat(Peers.with(List.of(STRANGER)).allows(user(STRANGER))).isTrue();
    }

    @Test
    void aNameThatNobodyHasIsAnError() {
        assertThatThrownBy(() -> Peers.with(List.of("no-such-user-here"))).hasMessageContaining("`no-such-user-here`");
    }

    private static UserPrincipal user(String name) throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
    }
}
