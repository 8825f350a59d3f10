package dev.sallyport.app.exec.confine;

import dev.sallyport.app.exec.confine.Inside.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The inside, furnished: a loopback device with the gateway's addresses, listeners on it, a tmpfs for the
/// files.
record Quarters(Settlement settlement) {

    private static final int PATIENCE_SECONDS = 10;

    /// @throws Refusal when any part of it cannot be done
    static Quarters settle(Settlement settlement) throws Refusal, InterruptedException {
        try {
            alone();
            furnish(settlement);
            network(settlement);
            return new Quarters(settlement);
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    /// Looked at, not believed: the namespaces are there and no device leads outward.
    private static void alone() throws IOException, Refusal {
        for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (!device.isLoopback()) throw new Refusal("a network device is here: `" + device.getName() + "`");
        }
        // no user namespace below this one: none in which the command could be somebody
        Files.writeString(Path.of("/proc/sys/user/max_user_namespaces"), "0\n");
    }

    private static void furnish(Settlement settlement) throws IOException, Refusal, InterruptedException {
        String folder = settlement.folder().toString();
        run(settlement.mount(), "-t", "tmpfs", "-o", "mode=0755,nosuid,nodev,size=32m", "sallyport", folder);
        Path etc = Files.createDirectory(settlement.folder().resolve("etc"));
        Files.createDirectory(settlement.folder().resolve("files"));
        for (int i = 0; i < settlement.etc().size(); i += 2) {
            Path file = etc.resolve(settlement.etc().get(i));
            Files.writeString(file, settlement.etc().get(i + 1));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private static void network(Settlement settlement) throws IOException, Refusal, InterruptedException {
        for (Settlement.Door door : settlement.doors()) {
            InetAddress address = InetAddress.getByName(door.address());
            if (!address.isLoopbackAddress()) run(settlement.ip(), "address", "replace", door.address(), "dev", "lo");
            var _ = Relay.start(new InetSocketAddress(address, door.port()), () -> dial(door.socket()));
        }
    }

    private static SocketChannel dial(Path socket) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    void put(String name, byte[] content) throws Refusal {
        Path files = settlement.folder().resolve("files");
        try {
            Path made = files.resolve("." + name);
            Files.deleteIfExists(made);
            Files.createFile(made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(made, content);
            Files.setAttribute(made, "unix:uid", settlement.id());
            Files.setAttribute(made, "unix:gid", settlement.id());
            Files.move(made, files.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Refusal("the command's files cannot be written: " + e.getMessage());
        }
    }

    /// @throws Refusal with what the program said, when it fails or takes too long
    static void run(String... words) throws Refusal, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new Refusal("took longer than " + PATIENCE_SECONDS + " s: `" + List.of(words) + "`");
            }
            if (process.exitValue() != 0)
                throw new Refusal(
                        new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                                .strip());
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }
}
