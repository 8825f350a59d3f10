package dev.sallyport.grammar.sql.engine;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The module as the build packed it: the functions that no JVM method holds, translated, and the rest of
/// it without code, for that is in classes. It was validated when it was compiled, and the tarball it
/// came from has a pinned hash, so the first statement does not wait for that again, nor for four hundred
/// kilobytes of code to be read and translated.
///
/// The file, all numbers in four bytes, the lowest first: how many functions; of each its number and its code
/// ([FlatCode#write]); the module, to the end.
final class PackedModule {

    static final String NAME = "PgQuery.packed";

    private PackedModule() {}

    static Sandbox.Grammar load() {
        try (InputStream packed = PackedModule.class.getResourceAsStream(NAME)) {
            if (packed == null)
                throw new IllegalStateException("the jar lacks the grammar `" + NAME + "`: build it with Maven");
            return read(packed.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sandbox.Grammar read(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, FlatCode> flat = new HashMap<>();
        for (int left = in.getInt(); left > 0; left--) flat.put(in.getInt(), FlatCode.read(in));
        return new Sandbox.Grammar(module(Arrays.copyOfRange(packed, in.position(), packed.length)), Map.copyOf(flat));
    }

    static WasmModule module(byte[] bytes) {
        return Parser.builder().withValidation(false).build().parse(() -> new ByteArrayInputStream(bytes));
    }

    static byte[] write(Map<Integer, FlatCode> flat, byte[] module) {
        int size = Integer.BYTES + module.length;
        for (FlatCode code : flat.values()) size += Integer.BYTES + code.bytes();
        ByteBuffer out =
                ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).putInt(flat.size());
        flat.forEach((function, code) -> code.write(out.putInt(function)));
        return out.put(module).array();
    }
}
