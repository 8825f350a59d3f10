package dev.sallyport.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.llm.json.Json;
import dev.sallyport.llm.json.Leaves;
import java.util.Set;

/// Which of the tools that a request offers would be run by the client, so that their calls come by here, and which
/// by the provider, past this gateway. What is not known counts as the provider's.
final class Tools {

    /// Types without the date of their version. OpenAI: API reference, "Responses", `tools`; Anthropic: "Tool use",
    /// client tools against server tools.
    private static final Set<String> CLIENT = Set.of(
            "function",
            "custom",
            "namespace",
            "computer",
            "computer_use_preview",
            "local_shell",
            "apply_patch",
            "bash",
            "text_editor",
            "memory",
            "computer_toolset",
            "browser_toolset");

    private Tools() {}

    static void offered(JsonNode tools, String path, Draft draft) {
        if (!tools.isMissingNode() && !tools.isNull() && !tools.isArray()) draft.doubt("`" + path + "` is no list");
        for (JsonNode tool : tools) offer(tool, path, draft);
    }

    private static void offer(JsonNode tool, String path, Draft draft) {
        tool.fieldNames().forEachRemaining(name -> {
            // a server that does not heed the case of names would read another type
            if (name.equalsIgnoreCase("type") && !name.equals("type"))
                draft.doubt("`" + path + "` has a `" + name + "`");
        });
        String type = undated(Json.string(tool, "type"));
        boolean plain = type.isEmpty() && tool.has("input_schema");
        if (type.equals("namespace")) offered(tool.path("tools"), path + ".tools", draft);
        boolean client = plain || CLIENT.contains(type) || local(type, tool);
        if (client) offers(tool, draft);
        else draft.provider(described(name(type, tool), tool));
    }

    private static void offers(JsonNode tool, Draft draft) {
        JsonNode inner = tool.has("function") ? tool.path("function") : tool.path("custom");
        JsonNode its = inner.isObject() ? inner : tool;
        draft.offers(Json.string(its, "name"), Json.string(its, "description"));
    }

    /// OpenAI's `shell` runs where its environment says; without one, in a container of the provider.
    private static boolean local(String type, JsonNode tool) {
        boolean here = Json.string(tool.path("environment"), "type").equals("local");
        return (type.equals("shell") && here)
                || (type.equals("tool_search") && Json.string(tool, "execution").equals("client"));
    }

    /// A server of tools that the provider would call.
    static void remote(JsonNode server, Draft draft) {
        draft.provider(described("mcp:" + server(server), server));
    }

    static void search(JsonNode options, Draft draft) {
        draft.provider(described("web_search", options));
    }

    private static ProviderTool described(String name, JsonNode tool) {
        return new ProviderTool(name, Leaves.of(tool, name));
    }

    private static String name(String type, JsonNode tool) {
        if (type.isEmpty()) return "unknown";
        return type.equals("mcp") ? "mcp:" + server(tool) : type;
    }

    private static String server(JsonNode tool) {
        for (String field : new String[] {"server_url", "url"}) {
            if (Json.has(tool, field)) return Hosts.of(Json.string(tool, field));
        }
        String connector = Json.string(tool, "connector_id");
        return connector.isEmpty() ? "?" : connector;
    }

    /// `web_search_20250305` and `web_search_preview_2025_03_11` are what they were before they had a date.
    static String undated(String type) {
        return type.replaceFirst("_20\\d{2}_?\\d{2}_?\\d{2}$", "");
    }
}
