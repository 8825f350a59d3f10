package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.InState;
import dev.sallyport.app.config.shape.OneOrMany;
import java.nio.file.Path;
import java.util.List;

/// How the command line reaches the running gateway.
public record AdminEntry(
        @Doc("Unix socket of the admin interface. Relative to `state`.") @InState @Default("admin.sock")
        Path socket,

        @Doc(
                "Folder of the token files `read`, `approve`, `configure` and `observe`, made with mode 0600. Relative to `state`.")
        @InState
        @Default("tokens")
        Path tokens,

        @Doc("Users, by name or number, that may connect besides the gateway's own and root.") @Default("[]") @OneOrMany
        List<String> peers) {
    public AdminEntry {
        peers = List.copyOf(peers);
    }

    AdminEntry within(Path state) {
        return new AdminEntry(Kept.inState(state, socket), Kept.inState(state, tokens), peers);
    }
}
