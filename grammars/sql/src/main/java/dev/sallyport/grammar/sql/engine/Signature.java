package dev.sallyport.grammar.sql.engine;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;
import java.util.stream.Collectors;

/// A WebAssembly function type in words: `(I32,I32) -> (I32)`.
final class Signature {

    private Signature() {}

    static String of(FunctionType type) {
        return list(type.params()) + " -> " + list(type.returns());
    }

    private static String list(List<ValType> types) {
        return types.stream().map(ValType::name).collect(Collectors.joining(",", "(", ")"));
    }
}
