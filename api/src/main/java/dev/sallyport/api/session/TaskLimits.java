package dev.sallyport.api.session;

/// What a task may use besides what its purpose's contract says: it narrows, it never widens. Counted in records and
/// distinct keys, for each resource and verb by itself, as the limits of a contract are; `Long.MAX_VALUE` for none.
///
/// @param perAction one statement
/// @param perTask the task with everything that was delegated from it, over all its sessions
public record TaskLimits(long perAction, long perTask) {

    public static final TaskLimits NONE = new TaskLimits(Long.MAX_VALUE, Long.MAX_VALUE);

    public TaskLimits {
        if (perAction < 0 || perTask < 0) throw new IllegalArgumentException("a limit cannot be negative");
    }

    /// Both hold.
    public TaskLimits and(TaskLimits other) {
        return new TaskLimits(Math.min(perAction, other.perAction), Math.min(perTask, other.perTask));
    }
}
