package dev.sallyport.grammar.sql.engine;

import com.dylibso.chicory.wasm.WasmModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// A step of the build: makes what [PackedModule] loads from the module beside the compiled classes.
/// Format of a module: WebAssembly core specification 2.0, chapter 5.5.
final class ModulePress {

    private static final int HEADER = 8;
    private static final int CODE = 10;

    /// Of three bytes: no locals, `unreachable`, `end`.
    private static final byte[] NO_CODE = {3, 0, 0, 0x0B};

    private ModulePress() {}

    /// @param arguments the module, and where to write
    /// @throws IllegalStateException when a function cannot be translated: nothing could run it then
    public static void main(String[] arguments) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(arguments[0]));
        Files.write(
                Path.of(arguments[1]), PackedModule.write(translated(PackedModule.module(bytes)), withoutCode(bytes)));
    }

    private static Map<Integer, FlatCode> translated(WasmModule module) {
        Map<Integer, FlatCode> flat = new TreeMap<>();
        for (int function : Abi.NOT_COMPILED) {
            FlatCode code = FlatTranslator.translate(module, function)
                    .orElseThrow(() -> new IllegalStateException("function " + function + " cannot be translated"));
            flat.put(function, code);
        }
        return flat;
    }

    static byte[] withoutCode(byte[] module) {
        ByteBuffer in = ByteBuffer.wrap(module);
        ByteArrayOutputStream out = new ByteArrayOutputStream(module.length);
        out.write(module, 0, HEADER);
        in.position(HEADER);
        while (in.hasRemaining()) {
            int section = in.get();
            int size = number(in);
            int start = in.position();
            in.position(start + size);
            if (section == CODE) code(number(in.duplicate().position(start)), out);
            else section(section, module, start, size, out);
        }
        return out.toByteArray();
    }

    private static void section(int id, byte[] from, int start, int size, ByteArrayOutputStream out) {
        out.write(id);
        number(size, out);
        out.write(from, start, size);
    }

    private static void code(int functions, ByteArrayOutputStream out) {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        number(functions, code);
        for (int i = 0; i < functions; i++) code.writeBytes(NO_CODE);
        section(CODE, code.toByteArray(), 0, code.size(), out);
    }

    /// Unsigned LEB128.
    private static int number(ByteBuffer in) {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            number |= (next & 0x7F) << shift;
            if (next >= 0) return number;
        }
    }

    private static void number(int number, ByteArrayOutputStream out) {
        int left = number;
        for (; left >>> 7 != 0; left >>>= 7) out.write((left & 0x7F) | 0x80);
        out.write(left);
    }
}
