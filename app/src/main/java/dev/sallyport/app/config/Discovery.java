package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Scalar;
import java.net.URI;

/// Whether to ask the issuer where its keys are, and at which address.
///
/// @param address empty to derive it from the issuer
@Scalar(
        value = "`true`, `false`, or the address of the discovery document",
        json = {"boolean", "string"})
public record Discovery(boolean asked, String address) {

    public static Discovery parse(String text) {
        return switch (text) {
            case "true" -> new Discovery(true, "");
            case "false" -> new Discovery(false, "");
            case String address when address.matches("https?://[^\\s/?#]+\\S*") -> new Discovery(true, valid(address));
            case String _ -> throw malformed();
        };
    }

    private static String valid(String address) {
        try {
            return URI.create(address).toString();
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("must be `true`, `false`, or the address of the discovery document");
    }
}
