package dev.sallyport.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.sallyport.api.decision.Mask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes a JSON document anew with the values of masked properties replaced, wherever and however deep
/// they stand, also in texts that are JSON themselves. Names are compared without case: servers differ in how
/// they write them.
final class Masking {

    private static final String STARS = "***";

    /// Each level of text in text doubles the backslashes of the one below: nobody means more.
    private static final int TEXTS_IN_TEXTS = 4;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxNumberLength(1000)
                    .build())
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Masking() {}

    /// @return empty when it is not one JSON document that can be read in one way
    static Optional<byte[]> of(List<Mask> masks, byte[] document) {
        Set<String> fields = masks.stream()
                .map(mask -> mask.field().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return of(fields, document, 0);
    }

    private static Optional<byte[]> of(Set<String> fields, byte[] document, int level) {
        ByteArrayOutputStream masked = new ByteArrayOutputStream(document.length);
        try (JsonParser in = JSON.createParser(document);
                JsonGenerator out = JSON.createGenerator(masked)) {
            if (in.nextToken() == null) return Optional.empty();
            copy(in, out, fields, level);
            if (in.nextToken() != null) return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(masked.toByteArray());
    }

    private static void copy(JsonParser in, JsonGenerator out, Set<String> fields, int level) throws IOException {
        int depth = 0;
        do {
            JsonToken token = in.currentToken();
            if (token == JsonToken.VALUE_STRING) out.writeString(text(in.getText(), fields, level));
            else out.copyCurrentEventExact(in);
            if (token.isStructStart()) depth++;
            else if (token.isStructEnd()) depth--;
            if (token == JsonToken.FIELD_NAME
                    && fields.contains(in.currentName().toLowerCase(Locale.ROOT))) {
                in.nextToken();
                in.skipChildren();
                out.writeString(STARS);
            }
        } while (depth > 0 && in.nextToken() != null);
    }

    /// A text that looks like JSON and cannot be read in one way is hidden whole.
    private static String text(String text, Set<String> fields, int level) {
        if (!mayHold(text.strip().toLowerCase(Locale.ROOT), fields)) return text;
        if (level == TEXTS_IN_TEXTS) return STARS;
        return of(fields, text.getBytes(StandardCharsets.UTF_8), level + 1)
                .map(masked -> new String(masked, StandardCharsets.UTF_8))
                .orElse(STARS);
    }

    private static boolean mayHold(String text, Set<String> fields) {
        boolean looksLikeJson = text.startsWith("{") || text.startsWith("[") || text.startsWith("\"");
        return looksLikeJson && (text.contains("\\") || fields.stream().anyMatch(text::contains));
    }
}
