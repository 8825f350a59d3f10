package dev.sallyport.trail.file;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/// The system's copies in memory of what was written to a file. A trail is written and seldom read again:
/// without this each page of it takes memory that was not in use before, which costs more than writing it, and
/// drives out what others read.
///
/// `open(2)` and `posix_fadvise(2)` of Linux, called without a library of ours; nothing happens elsewhere.
@SuppressWarnings("restricted") // calls into C: only these three, with plain numbers and one path
final class PageCache {

    private static final Optional<PageCache> OF_THIS_SYSTEM = find();

    private static final int READ_ONLY_CLOSED_ON_EXEC = 0x80000;
    private static final int DONT_NEED = 4;

    private final MethodHandle open;
    private final MethodHandle advise;
    private final MethodHandle close;

    private PageCache(Linker linker) {
        FunctionDescriptor opening =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        FunctionDescriptor advising = FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT);
        FunctionDescriptor closing = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        open = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("open"), opening, Linker.Option.firstVariadicArg(2));
        advise = linker.downcallHandle(linker.defaultLookup().findOrThrow("posix_fadvise"), advising);
        close = linker.downcallHandle(linker.defaultLookup().findOrThrow("close"), closing);
    }

    /// The numbers above, and the size of a position, are those of Linux on processors of 64 bits that say so in their
    /// name; s390x has another.
    private static Optional<PageCache> find() {
        boolean known = System.getProperty("os.name", "").equals("Linux")
                && System.getProperty("os.arch", "").contains("64");
        try {
            return known ? Optional.of(new PageCache(Linker.nativeLinker())) : Optional.empty();
        } catch (RuntimeException | LinkageError _) {
            return Optional.empty();
        }
    }

    /// Lets go of the pages that lie wholly before a position and are on the disk already. A hint: when it
    /// cannot be given, nothing is lost.
    static void forget(Path file, long upTo) {
        OF_THIS_SYSTEM.ifPresent(cache -> cache.advise(file, upTo));
    }

    /// From the beginning each time: pages may be larger than four kilobytes, and one that lay across the last
    /// position was kept.
    private void advise(Path file, long upTo) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(file.toAbsolutePath().toString());
            int descriptor = (int) open.invokeExact(path, READ_ONLY_CLOSED_ON_EXEC);
            if (descriptor < 0) return;
            int _ = (int) advise.invokeExact(descriptor, 0L, upTo, DONT_NEED);
            int _ = (int) close.invokeExact(descriptor);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("functions of C throw nothing", e);
        }
    }
}
