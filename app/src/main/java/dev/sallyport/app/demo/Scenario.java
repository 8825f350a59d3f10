package dev.sallyport.app.demo;

/// One thing that was tried.
///
/// @param expected and `actual`: `allowed`, `denied`, `cut`, `refused`, or a word of the scenario's own
/// @param reason what the agent was told, or what was counted
public record Scenario(String name, String expected, String actual, String reason) {

    public boolean asExpected() {
        return expected.equals(actual);
    }
}
