package dev.sallyport.mcp.pin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.action.MirroredParams;
import dev.sallyport.mcp.action.ToolView;
import dev.sallyport.mcp.pin.PinBook.Standing;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.MalformedMessage;
import dev.sallyport.mcp.schema.ArgumentSchema;
import dev.sallyport.mcp.schema.UnfitSchema;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The tools of one server as they are trusted, ready to be called: their schemas are read once. Safe
/// on every thread.
public final class ToolShelf implements ToolView {

    private final PinBook book;
    private final Json json;
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    /// A trusted form, understood.
    ///
    /// @param schema null when it is unfit; then `why` says so
    private record Read(
            String print,
            ObjectNode definition,
            @Nullable ArgumentSchema schema,
            Optional<MirroredParams> mirrored,
            String why) {}

    public ToolShelf(PinBook book, Json json) {
        this.book = book;
        this.json = json;
    }

    /// The server lists this tool now.
    ///
    /// @return whether it may be shown: trusted, and it can be called
    public boolean seen(ObjectNode definition) {
        if (!nameable(definition.path("name"))) return false;
        return book.seen(definition) instanceof Standing.Trusted trusted
                && read(trusted.pin()).why().isEmpty();
    }

    /// Names stand in logs and in the trail.
    private static boolean nameable(JsonNode name) {
        return name.isTextual() && name.textValue().matches("\\P{C}{1,256}");
    }

    /// Whether nobody ever listed it here: a list may tell.
    public boolean unknown(String tool) {
        return book.standing(tool) == Standing.Unknown.UNKNOWN;
    }

    @Override
    public Known find(String tool) {
        return switch (book.standing(tool)) {
            case Standing.Unknown _ -> new Known.Refused("the server lists no tool `" + tool + "`");
            case Standing.Quarantined waiting ->
                new Known.Refused("tool `" + tool + "` is not trusted in its present form; somebody must approve "
                        + waiting.waiting().print());
            case Standing.Trusted trusted -> usable(read(trusted.pin()));
        };
    }

    private static Known usable(Read read) {
        return read.why().isEmpty()
                ? new Known.Trusted(read.definition(), read.definition().path("annotations"))
                : new Known.Refused(read.why());
    }

    @Override
    public String mismatch(ObjectNode definition, JsonNode arguments) {
        Read known = read.get(definition.path("name").asText());
        return known == null || known.schema() == null
                ? "the tool's schema is not known"
                : known.schema().mismatch(arguments);
    }

    /// Which headers a call of this tool has beside the standard ones; empty for a tool that is not
    /// known.
    public Optional<MirroredParams> mirrored(String tool) {
        return book.standing(tool) instanceof Standing.Trusted trusted
                ? read(trusted.pin()).mirrored()
                : Optional.empty();
    }

    private Read read(Pin pin) {
        Read known = read.get(pin.tool());
        if (known != null && known.print().equals(pin.print())) return known;
        Read fresh = understood(pin);
        read.put(pin.tool(), fresh);
        return fresh;
    }

    private Read understood(Pin pin) {
        String what = "tool `" + pin.tool() + "` cannot be called: its schema: ";
        try {
            ObjectNode definition = (ObjectNode) json.read(pin.definition().getBytes(StandardCharsets.UTF_8));
            Optional<MirroredParams> mirrored = MirroredParams.of(definition);
            if (mirrored.isEmpty())
                return new Read(pin.print(), definition, null, mirrored, what + "headers are asked for that cannot be");
            try {
                ArgumentSchema schema = ArgumentSchema.of(definition.path("inputSchema"));
                return new Read(pin.print(), definition, schema, mirrored, "");
            } catch (UnfitSchema e) {
                return new Read(pin.print(), definition, null, mirrored, what + e.reason());
            }
        } catch (MalformedMessage | ClassCastException e) {
            return new Read(pin.print(), json.object(), null, Optional.empty(), what + "it cannot be read any more");
        }
    }
}
