package dev.sallyport.grammar.http.body;

import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.target.Parameters;
import java.util.List;

/// The content of a request.
public sealed interface Content {

    Content NONE = new None();

    record None() implements Content {}

    /// JSON.
    record Document(Json json) implements Content {}

    /// A JSON value on each line.
    record Lines(List<Json> lines) implements Content {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /// @param json what else it could be read as; none when it does not look like JSON
    record Form(Parameters parameters, List<Json> json) implements Content {
        public Form {
            json = List.copyOf(json);
        }
    }

    /// multipart/form-data (RFC 7578).
    record Parts(List<Part> parts) implements Content {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /// @param json as above, or what stands on each of its lines
    /// @param lines that are not blank, where each is a record; otherwise 1
    record Prose(String text, List<Json> json, int lines) implements Content {
        public Prose {
            json = List.copyOf(json);
        }
    }

    /// Nothing that is read here.
    ///
    /// @param digest SHA-256, hexadecimal
    record Opaque(String digest, int bytes) implements Content {}

    /// @param filename empty for none
    /// @param content anything but parts
    record Part(String name, String filename, Content content) {}
}
