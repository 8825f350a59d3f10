package dev.sallyport.app.config;

import java.net.URI;

/// Whose API a model provider speaks.
public enum LlmDialect {
    /// Chat completions, Responses, embeddings; below `/v1`.
    OPENAI("https://api.openai.com"),
    /// Messages; below `/v1`.
    ANTHROPIC("https://api.anthropic.com"),
    /// `generateContent`; below `/v1beta`.
    GEMINI("https://generativelanguage.googleapis.com");

    private final URI provider;

    LlmDialect(String provider) {
        this.provider = URI.create(provider);
    }

    /// Where the one who made it offers it.
    public URI provider() {
        return provider;
    }
}
