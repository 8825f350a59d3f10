package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.InState;
import java.nio.file.Path;

/// How the command line reaches the running gateway.
public record AdminSettings(
        @Doc("Unix socket of the admin interface. Relative to `state`.") @InState @Default("admin.sock")
        Path socket,

        @Doc(
                "Folder of the token files `read`, `approve`, `configure` and `observe`, made with mode 0600. Relative to `state`.")
        @InState
        @Default("tokens")
        Path tokens) {
    AdminSettings within(Path state) {
        return new AdminSettings(Kept.inState(state, socket), Kept.inState(state, tokens));
    }
}
