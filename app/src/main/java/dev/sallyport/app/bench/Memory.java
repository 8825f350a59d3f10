package dev.sallyport.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What a process of ours has in memory, on Linux.
final class Memory {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Memory() {}

    /// Resident kilobytes, after its garbage is collected. Empty where nobody tells.
    static OptionalLong resident(Child child, Path folder) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Path status = Path.of("/proc", Long.toString(child.pid()), "status");
        if (!Files.isExecutable(jcmd) || !Files.isReadable(status)) return OptionalLong.empty();
        List<String> collect = List.of(jcmd.toString(), Long.toString(child.pid()), "GC.run");
        try (Child collecting = Child.start(collect, Map.of(), folder.resolve("jcmd.log"))) {
            collecting.output(PATIENCE);
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        }
    }
}
