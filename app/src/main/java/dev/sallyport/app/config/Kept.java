package dev.sallyport.app.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the records keep what they are given.
final class Kept {

    private Kept() {}

    /// A copy in the order of the file, so that messages and printouts come in it.
    static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    static Path inState(Path state, Path path) {
        return state.resolve(path);
    }
}
