package dev.sallyport.llm.answer;

import java.util.List;

/// Events of a Responses stream that fill an item which asks the client for nothing. Others are left out: clients
/// ignore what they do not know, and what one of them does know might be a tool call of a new kind.
final class KnownEvents {

    private static final List<String> FAMILIES = List.of(
            "response.content_part.",
            "response.output_text.",
            "response.refusal.",
            "response.reasoning_",
            "response.audio.",
            "response.web_search_call.",
            "response.file_search_call.",
            "response.code_interpreter_call",
            "response.image_generation_call.",
            "response.mcp_",
            "response.compaction.");

    private KnownEvents() {}

    static boolean harmless(String type) {
        return FAMILIES.stream().anyMatch(type::startsWith);
    }
}
