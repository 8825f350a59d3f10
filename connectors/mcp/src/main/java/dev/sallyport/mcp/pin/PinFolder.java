package dev.sallyport.mcp.pin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.MalformedMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One file per target in the gateway's state folder, readable by the gateway alone and replaced as a
/// whole.
public final class PinFolder implements PinStore {

    private static final int LARGEST = 64 << 20;

    private final Path folder;
    private final Json json = new Json(16, LARGEST);

    /// @param folder made when it is not there
    public PinFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Pin> read(String target) throws IOException {
        Path file = file(target);
        if (!Files.exists(file)) return List.of();
        try {
            if (Files.size(file) > LARGEST) throw new IOException(unreadable(file));
            List<Pin> pins = new ArrayList<>();
            for (JsonNode each : json.read(Files.readAllBytes(file))) pins.add(pin(each));
            return pins;
        } catch (MalformedMessage | DateTimeException e) {
            throw new IOException(unreadable(file), e);
        }
    }

    private static String unreadable(Path file) {
        return "the pins of its tools cannot be read; put the file back, or delete it to trust anew: `" + file + "`";
    }

    private static Pin pin(JsonNode each) {
        return new Pin(
                each.path("tool").asText(),
                each.path("print").asText(),
                each.path("definition").asText(),
                Instant.parse(each.path("seen").asText()),
                each.path("by").asText());
    }

    @Override
    public void write(String target, List<Pin> pins) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ArrayNode all = json.object().arrayNode();
        for (Pin pin : pins) all.add(node(pin));
        Path fresh = Files.createTempFile(
                folder,
                "pins",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(json.write(all));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(fresh, file(target), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private ObjectNode node(Pin pin) {
        return json.object()
                .put("tool", pin.tool())
                .put("print", pin.print())
                .put("definition", pin.definition())
                .put("seen", pin.seen().toString())
                .put("by", pin.by());
    }

    /// Names of targets are checked by the configuration; a slash would still not leave the folder.
    private Path file(String target) {
        return folder.resolve(target.replace('/', '_').replace("..", "_") + ".json");
    }
}
