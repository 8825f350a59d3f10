package dev.sallyport.mcp.wire;

import dev.sallyport.mcp.action.HeaderValues;
import dev.sallyport.transport.http.Fields;
import java.util.List;
import java.util.Locale;

/// The floor's fields, as MCP's checks read them.
record HeaderFields(Fields fields) implements HeaderValues {

    static String name(String header) {
        return header.toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> all(String name) {
        return fields.values(name(name));
    }
}
