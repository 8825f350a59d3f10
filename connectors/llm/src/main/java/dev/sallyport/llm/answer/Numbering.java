package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// The `sequence_number` of a Responses answer's events: the provider's, until events of the gateway's own stand among
/// them. For one thread.
final class Numbering {

    private long next;
    private boolean own;

    /// An event of the provider's.
    byte[] of(byte[] raw, ObjectNode json) {
        JsonNode number = json.path("sequence_number");
        if (!own) {
            next = number.asLong(next) + 1;
            return raw;
        }
        if (number.isNumber()) json.put("sequence_number", next++);
        return Events.write(json);
    }

    List<byte[]> all(List<HeldItem.Part> events) {
        return events.stream().map(part -> of(part.raw(), part.json())).toList();
    }

    /// Events that the gateway wrote.
    List<byte[]> instead(List<ObjectNode> events) {
        own = true;
        List<byte[]> written = new ArrayList<>(events.size());
        for (ObjectNode event : events) written.add(Events.write(event.put("sequence_number", next++)));
        return written;
    }
}
