package dev.sallyport.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a JVM of ours holds in memory, on Linux: what is left in its heap after a garbage collection,
/// and all that is resident beside the heap. The heap's own pages say little, as they stay resident
/// once they were used.
public final class Memory {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern USED = Pattern.compile(" used (\\d+)K");
    private static final Pattern RANGE = Pattern.compile("\\[0x([0-9a-f]+),(?: 0x[0-9a-f]+,)? 0x([0-9a-f]+)\\)");
    private static final Pattern MAPPING =
            Pattern.compile("(?m)^([0-9a-f]+)-[0-9a-f]+ [^\\n]*\\n(?:[A-Z][^\\n]*\\n)*?Rss: +(\\d+) kB");

    private Memory() {}

    /// Kilobytes. Empty where nobody tells.
    public static OptionalLong held(Child child, Path folder) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Path maps = Path.of("/proc", Long.toString(child.pid()), "smaps");
        if (!Files.isExecutable(jcmd) || !Files.isReadable(maps)) return OptionalLong.empty();
        ask(jcmd, child, "GC.run", folder);
        return held(ask(jcmd, child, "GC.heap_info", folder), Files.readString(maps));
    }

    private static String ask(Path jcmd, Child child, String what, Path folder)
            throws IOException, InterruptedException {
        List<String> command = List.of(jcmd.toString(), Long.toString(child.pid()), what);
        try (Child asking = Child.start(command, Map.of(), folder.resolve("jcmd.log"))) {
            return asking.output(PATIENCE);
        }
    }

    /// @param info of `jcmd PID GC.heap_info`
    /// @param maps of `/proc/PID/smaps`
    public static OptionalLong held(String info, String maps) {
        String heap = info.split("Metaspace", 2)[0];
        List<MatchResult> ranges = RANGE.matcher(heap).results().toList();
        if (ranges.isEmpty()) return OptionalLong.empty();
        long start = ranges.stream().mapToLong(range -> address(range, 1)).min().orElseThrow();
        long end = ranges.stream().mapToLong(range -> address(range, 2)).max().orElseThrow();
        Matcher used = USED.matcher(heap);
        return OptionalLong.of(used.results()
                        .mapToLong(one -> Long.parseLong(one.group(1)))
                        .sum()
                + MAPPING.matcher(maps)
                        .results()
                        .filter(mapping -> address(mapping, 1) < start || address(mapping, 1) >= end)
                        .mapToLong(mapping -> Long.parseLong(mapping.group(2)))
                        .sum());
    }

    private static long address(MatchResult found, int group) {
        return Long.parseUnsignedLong(found.group(group), 16);
    }
}
