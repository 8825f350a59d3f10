package dev.sallyport.trail.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.trail.seal.SealingKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Opens what is sealed in records, for those who hold the key. Safe on every thread.
public final class Revealer {

    private final SealingKeys keys;
    private final ObjectMapper mapper = new ObjectMapper();

    public Revealer(SealingKeys keys) {
        this.keys = keys;
    }

    public Revealed reveal(TrailRecord record) {
        JsonNode sealed = record.json().path("sealed");
        if (sealed.isMissingNode()) return Revealed.Clear.NOTHING_SEALED;
        String keyId = sealed.path("key").asText("");
        if (!keys.has(keyId)) return new Revealed.Locked(keyId);
        return open(keyId, sealed.path("box").asText(""), record.sealedFor())
                .<Revealed>map(Revealed.Opened::new)
                .orElse(Revealed.Spoiled.DOES_NOT_OPEN);
    }

    private Optional<JsonNode> open(String keyId, String box, String owner) {
        try {
            Optional<byte[]> plain =
                    keys.open(keyId, Base64.getDecoder().decode(box), owner.getBytes(StandardCharsets.UTF_8));
            return plain.isEmpty() ? Optional.empty() : Optional.of(mapper.readTree(plain.get()));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
