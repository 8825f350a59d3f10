package dev.sallyport.gateway;

import java.time.Duration;

/// Everything in the corridor that could grow without end, or last too long, and how far it may.
public record GatewayLimits(
        OpenSessions sessions, Actions actions, Teardowns teardown, RefusalRecords refusals, Quarantined quarantine) {

    public static final GatewayLimits DEFAULT = new GatewayLimits(
            new OpenSessions(10_000, 100, Duration.ofHours(8), Duration.ofSeconds(1)),
            new Actions(4096, Duration.ofSeconds(2), 1000, false),
            new Teardowns(8, Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofSeconds(10)),
            new RefusalRecords(10, 1000, Duration.ofMinutes(1)),
            new Quarantined(Duration.ofHours(1), 10_000));

    /// @param total open at once in this gateway, those whose lease is still being destroyed included
    /// @param perWorkload open at once per workload, as counted (R5)
    /// @param longest no session lasts longer, whatever rule and proof say
    /// @param grace how long a connector has to hang up after it was told that its session ended
    public record OpenSessions(int total, int perWorkload, Duration longest, Duration grace) {}

    /// @param underWay per session: proposed and not yet answered to the end
    /// @param thinking how long homework may take, without its wait for somebody outside; then the action is denied
    /// @param holds waiting for a human at once, in this gateway
    /// @param syncReads true to fsync the record of a permitted read too, before it is let through
    public record Actions(int underWay, Duration thinking, int holds, boolean syncReads) {}

    /// @param attempts to destroy a lease; then it is left to the connector's sweeper and to its own expiry
    /// @param backOff before the second attempt; doubled each time
    /// @param longestBackOff no pause is longer
    /// @param recording how long SessionClosed waits for the session's last records
    public record Teardowns(int attempts, Duration backOff, Duration longestBackOff, Duration recording) {}

    /// Those who knock without a proof must not be able to fill the disk.
    ///
    /// @param perPeer recorded one by one in a window; the rest is counted and summed up
    /// @param total recorded one by one in a window, over all peers
    public record RefusalRecords(int perPeer, int total, Duration window) {}

    /// @param length how long a contained workload stays out
    /// @param workloads at once; when there are more, nobody gets in until the last one's time is over
    public record Quarantined(Duration length, int workloads) {}
}
