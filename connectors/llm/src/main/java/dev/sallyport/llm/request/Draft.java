package dev.sallyport.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was read of a request so far. For one thread.
final class Draft {

    /// More is only counted.
    private static final int MOST_DOUBTS = 20;

    private final Endpoint endpoint;
    private final JsonNode body;
    private final List<Turn> turns = new ArrayList<>();
    private final List<ProviderTool> providerTools = new ArrayList<>();
    private final Set<String> fetchHosts = new LinkedHashSet<>();
    private final List<String> references = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final Map<String, String> calls = new HashMap<>();
    private final Map<String, String> offered = new HashMap<>();
    private int media;
    private boolean threaded;

    Draft(Endpoint endpoint, JsonNode body) {
        this.endpoint = endpoint;
        this.body = body;
    }

    /// Whatever is there beside the fields that are known is a doubt: a server may heed it.
    void only(JsonNode object, String path, Set<String> known) {
        if (!object.isObject()) {
            doubt("`" + path + "` is no object");
            return;
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) doubt("a field that is not known here: `" + at(path, name) + "`");
        });
    }

    private static String at(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void doubt(String what) {
        if (doubts.size() < MOST_DOUBTS) doubts.add(what);
    }

    void said(String role, String text, String source) {
        if (!text.isEmpty()) turns.add(new Turn(role, text, source, Tier.DECLARED));
    }

    /// A tool call of an earlier answer.
    void called(String id, String tool, String arguments) {
        if (!id.isEmpty()) calls.put(id, tool);
        turns.add(new Turn("call", Json.plain(arguments), tool, Tier.DECLARED));
    }

    /// What the agent says that a tool answered.
    void answered(String callId, String text) {
        answeredBy(calls.getOrDefault(callId, "tool"), text);
    }

    void answeredBy(String tool, String text) {
        turns.add(new Turn("tool", text, tool, Tier.DECLARED));
    }

    /// A tool that the client runs.
    void offers(String tool, String description) {
        if (!tool.isEmpty()) offered.put(tool, description);
    }

    void provider(ProviderTool tool) {
        providerTools.add(tool);
    }

    void refersTo(String id) {
        references.add(id);
    }

    /// The provider is to keep the conversation.
    void threaded() {
        threaded = true;
    }

    void medium() {
        media++;
    }

    /// Something by address: the provider loads it, or it stands there itself (`data:`).
    void fetched(String url) {
        media++;
        if (!url.startsWith("data:")) fetchHosts.add(Hosts.of(url));
    }

    /// Something that lies at the provider: nobody here can see what it says.
    void stored(String path, String id) {
        media++;
        doubt("a file at the provider, which cannot be seen from here: `" + path + "` = `" + id + "`");
    }

    ModelRequest done(boolean storing, List<String> outputFields, boolean usageAsked) {
        return done(storing, outputTokens(outputFields), number(body, "n", 1), flag("stream"), usageAsked);
    }

    /// Of an API that names model and streaming in its path.
    ModelRequest done(JsonNode generation) {
        return done(
                false,
                number(generation, "maxOutputTokens", -1),
                number(generation, "candidateCount", 1),
                endpoint.api() == Api.GEMINI_STREAM,
                true);
    }

    private ModelRequest done(boolean storing, long output, long choices, boolean streaming, boolean usageAsked) {
        return new ModelRequest(
                endpoint.api(),
                model(),
                turns,
                offered,
                providerTools,
                fetchHosts,
                references,
                doubts,
                threaded,
                storing,
                output,
                (int) Math.min(choices, Integer.MAX_VALUE),
                media,
                streaming,
                usageAsked);
    }

    private String model() {
        if (!endpoint.model().isEmpty()) return endpoint.model();
        String model = Json.string(body, "model");
        if (model.isEmpty()) doubt("no `model`");
        return model;
    }

    boolean flag(String field) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) return false;
        if (!value.isBoolean()) doubt("`" + field + "` is neither true nor false");
        return value.asBoolean();
    }

    private long outputTokens(List<String> fields) {
        long most = -1;
        for (String field : fields) most = Math.max(most, number(body, field, -1));
        return most;
    }

    private long number(JsonNode object, String field, long otherwise) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) return otherwise;
        if (value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 1) return value.asLong();
        doubt("`" + field + "` is no whole number above 0");
        return otherwise;
    }
}
