package dev.sallyport.app.cli.work;

import java.io.IOException;
import java.nio.file.Path;

/// Makes the account that the gateway uses at a target.
public interface TargetSetup {

    /// What would be run there. Opens no connection.
    String script(Path configuration, String target) throws CommandFailure, IOException;

    /// Runs it, all or nothing.
    ///
    /// @param admin reference to `user:password` of who may do that, such as `file:secrets/crm-owner`
    void apply(Path configuration, String target, String admin, Progress progress) throws CommandFailure, IOException;
}
