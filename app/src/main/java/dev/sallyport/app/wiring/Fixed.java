package dev.sallyport.app.wiring;

import dev.sallyport.app.config.Configuration;
import java.util.ArrayList;
import java.util.List;

/// What a running gateway cannot change: sockets that are open, folders that are in use, connections to targets. A
/// reload
/// that would change it is refused as a whole, so that nothing is ever half-applied.
final class Fixed {

    private Fixed() {}

    /// @return the configuration paths that differ and need a restart
    static List<String> changed(Configuration now, Configuration next) {
        List<String> changed = new ArrayList<>();
        compare(changed, "listen", now.listen(), next.listen());
        compare(changed, "tls", String.valueOf(now.tls()), String.valueOf(next.tls()));
        compare(changed, "admin", now.admin(), next.admin());
        compare(changed, "state", now.state(), next.state());
        compare(changed, "instance", now.instance(), next.instance());
        compare(changed, "trail", now.trail(), next.trail());
        compare(changed, "limits", now.limits(), next.limits());
        compare(changed, "targets", now.targets(), next.targets());
        return changed;
    }

    private static void compare(List<String> changed, String path, Object now, Object next) {
        if (!now.equals(next)) changed.add(path);
    }
}
