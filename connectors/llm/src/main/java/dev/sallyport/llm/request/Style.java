package dev.sallyport.llm.request;

/// Whose way an API has of saying things: above all how its errors look.
public enum Style {
    OPENAI,
    ANTHROPIC,
    GEMINI
}
