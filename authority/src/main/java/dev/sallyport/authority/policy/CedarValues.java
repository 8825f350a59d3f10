package dev.sallyport.authority.policy;

import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// JSON values as Cedar knows them. Cedar has no floating point: fractions become their text.
final class CedarValues {

    private CedarValues() {}

    static Optional<Value> of(Object value) {
        return switch (value) {
            case String text -> Optional.of(new PrimString(text));
            case Boolean truth -> Optional.of(new PrimBool(truth));
            case Long number -> Optional.of(new PrimLong(number));
            case Integer number -> Optional.of(new PrimLong(number.longValue()));
            case Number fraction -> Optional.of(new PrimString(fraction.toString()));
            case Collection<?> list -> Optional.of(list(list));
            case Map<?, ?> map -> Optional.of(map(map));
            default -> Optional.empty();
        };
    }

    static CedarMap map(Map<?, ?> map) {
        CedarMap values = new CedarMap();
        map.forEach((name, value) -> {
            if (value != null) of(value).ifPresent(v -> values.put(String.valueOf(name), v));
        });
        return values;
    }

    static CedarList list(Collection<?> list) {
        List<Value> values = list.stream()
                .flatMap(element -> element == null ? Stream.empty() : of(element).stream())
                .toList();
        return new CedarList(values);
    }
}
