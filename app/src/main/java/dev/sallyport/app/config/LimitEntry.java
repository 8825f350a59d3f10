package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import java.time.Duration;

/// What one gateway takes on. A full table denies, it never forgets (R5).
public record LimitEntry(
        @Doc("From connecting to being let in; agents that take longer are turned away.")
        @Default("10s")
        @Bounds(min = "1s", max = "5m")
        Duration handshake,

        @Doc("Connections that are open at once, before and after the handshake.")
        @Default("20000")
        @Bounds(min = "1", max = "100000")
        int maxConnections,

        @Doc("Sessions that are open at once.") @Default("10000") @Bounds(min = "1", max = "100000")
        int maxSessions,

        @Doc("Actions of one session that are proposed and not yet answered; a session that sends more is not read.")
        @Default("4096")
        @Bounds(min = "1", max = "100000")
        int pipeline,

        @Doc(
                "Larger messages of the protocol are denied unread; a session's statements, portals and cursors hold four times as much together.")
        @Default("16MiB")
        @Bounds(min = "64KiB", max = "1GiB")
        ByteSize maxMessage,

        @Doc("Statements whose grammar is remembered.") @Default("10000") @Bounds(min = "0", max = "1000000")
        int statementCache,

        @Doc("Statements whose grammar is read at once; each takes some 36 MiB.")
        @Default("2")
        @Bounds(min = "1", max = "64")
        int parsers,

        @Doc("A statement that takes longer to understand is denied.") @Default("2s") @Bounds(min = "10ms", max = "1m")
        Duration parserTimeout,

        @Doc("The tables that limits are counted in.") @Default("{}")
        CounterEntry counters,

        @Doc("Actions that wait for a human at once; more are denied.")
        @Default("1000")
        @Bounds(min = "0", max = "100000")
        int maxHolds,

        @Doc("How long a workload that was contained stays out.") @Default("1h") @Bounds(min = "1m", max = "7d")
        Duration quarantine,

        @Doc("Open sessions and tasks are judged again, and their proofs asked about again, this often.")
        @Default("60s")
        @Bounds(min = "1s", max = "60s")
        Duration reevaluate,

        @Doc("How long a stopping gateway waits for answers under way.") @Default("10s") @Bounds(min = "0s", max = "5m")
        Duration shutdown,

        @Doc(
                "Threads that carry messages; 0 for one per two cores, which leaves room for all that waits beside them, and over HTTP one per core.")
        @Default("0")
        @Bounds(min = "0", max = "256")
        int loops,

        @Doc(
                "How far the gateway goes before all else that wants a processor, in steps of nice(2), where it may ask for it: as root or with `CAP_SYS_NICE`, and in a session of its own. 0 for not at all.")
        @Default("15")
        @Bounds(min = "0", max = "20")
        int precedence,

        @Doc("What one agent may cost over HTTP.") @Default("{}")
        HttpLimitEntry http) {}
