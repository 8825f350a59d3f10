package dev.sallyport.transport;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// What the system may be asked about the thread that asks: `sched_setscheduler(2)` of Linux, called
/// without a library of ours. Safe on every thread.
@SuppressWarnings("restricted") // calls into C: only this one, with plain numbers
final class Scheduler {

    private static final int THIS_THREAD = 0;
    private static final int BATCH = 3;

    private final MethodHandle setScheduler;

    private Scheduler(Linker linker) {
        ValueLayout.OfInt number = ValueLayout.JAVA_INT;
        setScheduler = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("sched_setscheduler"),
                FunctionDescriptor.of(number, number, number, ValueLayout.ADDRESS));
    }

    /// Empty where the numbers above mean something else, or nothing.
    static Optional<Scheduler> ofThisSystem() {
        if (!System.getProperty("os.name", "").equals("Linux")) return Optional.empty();
        try {
            return Optional.of(new Scheduler(Linker.nativeLinker()));
        } catch (RuntimeException | LinkageError _) {
            return Optional.empty();
        }
    }

    /// @return false when it is not allowed
    boolean batch() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment noPriority = arena.allocate(ValueLayout.JAVA_INT); // zeros: what the policy asks for
            return (int) setScheduler.invokeExact(THIS_THREAD, BATCH, noPriority) == 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("functions of C throw nothing", e);
        }
    }
}
