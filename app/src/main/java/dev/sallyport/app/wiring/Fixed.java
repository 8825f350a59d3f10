package dev.sallyport.app.wiring;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.LimitEntry;
import dev.sallyport.app.config.TrailEntry;
import java.util.ArrayList;
import java.util.List;

/// What a running gateway cannot change: sockets that are open, folders that are in use, tables that are laid out. A
/// reload that would change it is refused as a whole, so that nothing is ever half-applied.
final class Fixed {

    private Fixed() {}

    /// @return the configuration paths that differ and need a restart
    static List<String> changed(Configuration now, Configuration next) {
        List<String> changed = new ArrayList<>();
        compare(changed, "listen", now.listen(), next.listen());
        compare(changed, "admin", now.admin(), next.admin());
        compare(changed, "state", now.state(), next.state());
        compare(changed, "instance", now.instance(), next.instance());
        compare(changed, "sessions", now.sessions(), next.sessions());
        compare(changed, "trail", fixed(now.trail(), next.trail()), next.trail());
        compare(changed, "limits", fixed(now.limits(), next.limits()), next.limits());
        return changed;
    }

    private static void compare(List<String> changed, String path, Object now, Object next) {
        if (!now.equals(next)) changed.add(path);
    }

    /// What the listener asks for each connection follows a reload.
    private static LimitEntry fixed(LimitEntry now, LimitEntry next) {
        return new LimitEntry(
                next.handshake(),
                next.maxConnections(),
                now.maxSessions(),
                now.pipeline(),
                next.maxMessage(),
                now.statementCache(),
                now.parsers(),
                now.parserTimeout(),
                now.counters(),
                now.maxHolds(),
                now.quarantine(),
                now.reevaluate(),
                now.shutdown(),
                now.loops(),
                now.precedence(),
                next.http());
    }

    /// What becomes of actions without a record is asked for each.
    private static TrailEntry fixed(TrailEntry now, TrailEntry next) {
        return new TrailEntry(
                now.directory(),
                now.keys(),
                now.segmentSize(),
                now.segmentAge(),
                now.signEvery(),
                now.signAfter(),
                now.syncEvery(),
                now.patience(),
                now.keep(),
                now.anchor(),
                now.syncReads(),
                next.onFailure());
    }
}
