package dev.sallyport.trail;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.audit.Pen;
import dev.sallyport.trail.line.EventEncoder;
import dev.sallyport.trail.line.Json;
import dev.sallyport.trail.seal.SealingKey;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Set;

/// What one Decided costs, to be run by hand: CPU time and allocated bytes of this thread.
final class AppendCost {

    private static final int ROUNDS = 9;
    private static final int RECORDS = 40_000;
    private static final int PER_TURN = 16;

    private interface Work {
        void run(int record) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path root = Files.createTempDirectory("append-cost");
        try {
            AuditEvent plain = Events.decided("r-1");
            AuditEvent sealed = Events.decided(
                    "r-1",
                    Events.read(
                            "SELECT name FROM customers WHERE ssn = $1",
                            "1",
                            Set.of(dev.sallyport.api.action.Label.SENSITIVE)),
                    Events.permit());
            EventEncoder encoder =
                    new EventEncoder(SealingKey.in(root.resolve("keys")).sealer());
            Json json = new Json(1 << 16);
            encoder.encode(plain, json);
            System.out.println("body of a Decided: " + json.length() + " bytes");
            measure("encode", i -> encode(encoder, json, plain));
            measure("encode, sealed", i -> encode(encoder, json, sealed));
            Page page = new Page(1 << 16);
            measure("encode + hash of the body", i -> {
                page.add(plain, encoder);
                if (page.full()) page.clear();
            });
            ManualLoop loop = new ManualLoop();
            try (FileTrail trail = FileTrail.open(TrailSettings.in(root.resolve("trail")), InstantSource.system())) {
                Pen pen = trail.pen(loop);
                measure("append, " + PER_TURN + " to a turn, written", i -> {
                    pen.append(plain, Durability.WRITTEN, Pen.Completion.IGNORED);
                    if (i % PER_TURN == 0) loop.turn();
                });
                measure("append, one to a turn, written", i -> {
                    pen.append(plain, Durability.WRITTEN, Pen.Completion.IGNORED);
                    loop.turn();
                });
            }
            measureVerify(TrailSettings.in(root.resolve("trail")));
        } finally {
            try (var files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }
    }

    private static void measureVerify(TrailSettings settings) throws Exception {
        long bytes = 0;
        try (var files = Files.list(settings.directory())) {
            for (Path file : files.toList()) bytes += Files.size(file);
        }
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        String found = Trails.verify(settings).describe();
        System.out.printf("verify %d MB/s: %s%n", bytes * 1000 / (threads.getCurrentThreadCpuTime() - start), found);
    }

    private static void encode(EventEncoder encoder, Json json, AuditEvent event) {
        json.truncate(0);
        encoder.encode(event, json);
    }

    private static void measure(String what, Work work) throws Exception {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] nanos = new long[ROUNDS];
        long bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < RECORDS; i++) work.run(i);
            nanos[round] = (threads.getCurrentThreadCpuTime() - start) / RECORDS;
            bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / RECORDS;
        }
        java.util.Arrays.sort(nanos);
        System.out.printf("%-34s median %5d ns  best %5d ns  %4d B%n", what, nanos[ROUNDS / 2], nanos[0], bytes);
    }
}
