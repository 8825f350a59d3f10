package dev.sallyport.app.cli.work;

import java.nio.file.Path;

/// Where a gateway keeps what the command line needs.
@FunctionalInterface
public interface Whereabouts {

    /// @param configuration of the gateway
    /// @throws CommandFailure when it cannot be read
    Places of(Path configuration) throws CommandFailure;

    /// @param socket of the admin interface
    /// @param tokens folder of the token files
    /// @param trail folder of the audit log
    /// @param keys folder of the keys that sign and seal it
    /// @param authority certificate of the forward proxy's authority
    record Places(Path socket, Path tokens, Path trail, Path keys, Path authority) {

        /// What lies where unless the configuration says otherwise.
        public static Places inState(Path state) {
            return new Places(
                    state.resolve("admin.sock"),
                    state.resolve("tokens"),
                    state.resolve("trail"),
                    state.resolve("keys"),
                    state.resolve("ca").resolve("ca.pem"));
        }
    }
}
