package dev.sallyport.trail.line;

import dev.sallyport.trail.seal.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// The field `sealed`: what must not stand in the clear (R21), as encrypted JSON bound to its record.
final class SealedField {

    private final Sealer sealer;
    private final Json plain = new Json(1024);

    SealedField(Sealer sealer) {
        this.sealer = sealer;
    }

    /// @param owner the request or session id; a box moved to another record does not open
    void encode(String owner, Json json, Consumer<Json> content) {
        plain.truncate(0);
        content.accept(plain.begin());
        plain.close('}');
        byte[] box = sealer.seal(plain.array(), plain.length(), owner.getBytes(StandardCharsets.UTF_8));
        json.name(Names.SEALED)
                .open('{')
                .text(Names.KEY, sealer.keyId())
                .name(Names.BOX)
                .base64(box)
                .close('}');
    }
}
