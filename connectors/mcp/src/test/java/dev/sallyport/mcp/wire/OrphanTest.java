package dev.sallyport.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.mcp.Targets;
import dev.sallyport.mcp.child.ChildServer;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.RpcReader;
import dev.sallyport.mcp.rpc.RpcWriter;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.PinPolicy;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of whoever runs a child leaves neither the child nor what it started (R22).
@Timeout(60)
class OrphanTest {

    /// Hears neither the end of its input nor a polite signal.
    private static final String STUBBORN = """
            trap '' TERM HUP INT PIPE
            sleep 1000 &
            echo $$ $! > pids.new && mv pids.new pids
            while true; do sleep 1; done
            """;

    @TempDir
    private Path folder;

    /// The gateway, as far as a child knows it.
    public static final class Gateway {

        private Gateway() {}

        public static void main(String[] arguments) throws Exception {
            McpServer.Child child = new McpServer.Child(
                    List.of("/bin/bash", "-c", STUBBORN),
                    Map.of("PATH", "/usr/bin:/bin"),
                    Path.of(arguments[0]),
                    McpServer.Child.AS_GATEWAY,
                    Duration.ofSeconds(5),
                    Duration.ofMillis(300),
                    1);
            Json json = new Json(32, 4096);
            ChildServer.start(
                    Targets.helpdesk(child, Set.of(), PinPolicy.DEFAULT),
                    child,
                    new RpcReader(json, 1),
                    new RpcWriter(json),
                    Executors.newVirtualThreadPerTaskExecutor(),
                    () -> {});
            Thread.sleep(Duration.ofMinutes(1));
        }
    }

    @Test
    void whatAKilledGatewayRanIsKilledToo() throws Exception {
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Gateway.class.getName(),
                        folder.toString())
                .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gateway.log").toFile())
                .start();
        try {
            Path pids = folder.resolve("pids");
            for (int i = 0; i < 400 && !Files.exists(pids) && gateway.isAlive(); i++) Thread.sleep(50);
            assertThat(pids).as(Files.readString(folder.resolve("gateway.log"))).exists();
            List<Long> all = Files.readString(pids).strip().transform(text -> List.of(text.split(" ", -1))).stream()
                    .map(Long::valueOf)
                    .toList();
            assertThat(all).hasSize(2).allMatch(OrphanTest::alive);
            gateway.destroyForcibly();
            assertThat(gateway.waitFor(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 100 && all.stream().anyMatch(OrphanTest::alive); i++) Thread.sleep(50);
            assertThat(all).noneMatch(OrphanTest::alive);
        } finally {
            gateway.destroyForcibly();
        }
    }

    /// Whoever has ended and was not asked after yet is not alive.
    private static boolean alive(long pid) {
        try {
            return !Files.readString(Path.of("/proc", String.valueOf(pid), "stat"))
                    .contains(") Z ");
        } catch (IOException _) {
            return false;
        }
    }
}
