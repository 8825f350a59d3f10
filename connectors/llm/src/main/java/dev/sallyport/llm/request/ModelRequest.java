package dev.sallyport.llm.request;

import dev.sallyport.api.session.PromptContext.Turn;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a request to a model says, whatever its API.
///
/// @param model as the request calls it
/// @param turns the conversation that it carries, oldest first, every one DECLARED: the agent wrote it (R2)
/// @param offered the tools that the client would run: name and what it says about them
/// @param providerTools what the provider would run itself
/// @param fetchHosts from where the provider would load something, in lower case; `?` for an address without a host
/// @param references ids of answers or their parts which the provider is to read as if they stood here
/// @param doubts what was not understood or cannot be seen from here, in words; none in an honest plain request
/// @param threaded whether the provider is to keep the conversation under a name; among the doubts too, but SDKs go on
///     without when they are told so
/// @param storing whether the provider keeps the answer for later
/// @param outputTokens that each choice may have; -1 where the request does not say
/// @param choices how many answers are asked for, at least 1
/// @param media images, files and sounds in it
/// @param streaming whether the answer comes as server-sent events
/// @param usageAsked whether a stream's last event is to tell the tokens used
public record ModelRequest(
        Api api,
        String model,
        List<Turn> turns,
        Map<String, String> offered,
        List<ProviderTool> providerTools,
        Set<String> fetchHosts,
        List<String> references,
        List<String> doubts,
        boolean threaded,
        boolean storing,
        long outputTokens,
        int choices,
        int media,
        boolean streaming,
        boolean usageAsked) {

    public ModelRequest {
        turns = List.copyOf(turns);
        offered = Map.copyOf(offered);
        providerTools = List.copyOf(providerTools);
        fetchHosts = Set.copyOf(fetchHosts);
        references = List.copyOf(references);
        doubts = List.copyOf(doubts);
    }
}
