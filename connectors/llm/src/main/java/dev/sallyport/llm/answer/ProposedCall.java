package dev.sallyport.llm.answer;

/// A tool call in a model's answer, whole.
///
/// @param id by which its result will be told, possibly empty
/// @param tool its name; for a call without one, its type
/// @param arguments as the model wrote them: JSON, or free text
/// @param free whether the tool takes free text
public record ProposedCall(String id, String tool, String arguments, boolean free) {

    /// Arguments are not for every log.
    @Override
    public String toString() {
        return "ProposedCall[" + tool + "]";
    }
}
