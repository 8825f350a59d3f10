package dev.sallyport.http.wire;

import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.RequestHead;
import java.util.List;
import java.util.Set;

/// Fields of a request whose answer depends on bytes that a mask hides (RFC 9110 section 13, RFC
/// 9530): many servers make `ETag` of the body, so that a value of nine digits is found by asking
/// "is it still this one?". The answer is a status, which no mask reaches.
final class Conditions {

    /// Without them the target answers all the same, with the whole.
    private static final Set<String> ASKED = Set.of(
            "if-none-match",
            "if-match",
            "if-range",
            "if-modified-since",
            "if-unmodified-since",
            "range",
            "want-digest",
            "want-content-digest",
            "want-repr-digest");

    /// A write without them would overwrite what somebody else wrote meanwhile.
    private static final List<String> KEPT = List.of("if-match", "if-none-match", "if-unmodified-since");

    /// Whether there is a record at all, which says nothing about it.
    private static final String ANY = "*";

    private Conditions() {}

    static Fields without(Fields fields) {
        return fields.withoutSpelled(ASKED);
    }

    /// What a write may still say: that there is a record, or none.
    static Fields withoutValues(Fields fields) {
        return fields.keeping(field -> !ASKED.contains(field.spelled())
                || (KEPT.contains(field.spelled()) && field.value().equals(ANY)));
    }

    static boolean guards(RequestHead head) {
        return KEPT.stream()
                .flatMap(name -> head.fields().spelled(name).stream())
                .anyMatch(value -> !value.equals(ANY));
    }
}
