package dev.sallyport.authority.rules;

/// Limits on distinct keys and records together; `Long.MAX_VALUE` means no limit.
///
/// @param perAction one statement
/// @param perSession one session
/// @param perHour one workload (as counted) in any 60 minutes, across its sessions, pods and purposes (R1, R5)
public record AtMost(long perAction, long perSession, long perHour) {

    public static final AtMost UNLIMITED = new AtMost(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
}
