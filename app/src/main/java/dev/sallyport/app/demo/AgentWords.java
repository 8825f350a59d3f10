package dev.sallyport.app.demo;

import dev.sallyport.app.demo.Agent.Attempt;
import dev.sallyport.app.demo.ExecCall.Ended;
import java.util.List;
import java.util.regex.Pattern;

/// What `agent.mjs` said of itself, a line for each thing that it did or heard.
record AgentWords(Ended ended) {

    /// What became of a tool's call on its own wire.
    ///
    /// @param earlier calls of the same tool before it
    Attempt did(String tool, int earlier) {
        List<String> calls = ended.output()
                .lines()
                .filter(line -> line.startsWith("did " + tool + " ") || line.startsWith("failed " + tool + " "))
                .toList();
        if (calls.size() <= earlier) return nothing();
        String call = calls.get(earlier);
        String said = call.substring(call.indexOf(tool) + tool.length()).strip();
        if (call.startsWith("did ")) return new Attempt("allowed", 0, shortened(said));
        return new Attempt(said.contains("denied: ") ? "denied" : "failed", 0, denial(said));
    }

    /// What the model's proposal of a call became: the gateway takes it out of the answer, and says so in its
    /// place.
    ///
    /// @param earlier denials of the same tool before it
    Attempt proposed(String tool, int earlier) {
        List<String> denied = Pattern.compile("the call of tool `" + tool + "` was denied: (.*?) \\(rule ")
                .matcher(ended.output())
                .results()
                .map(found -> found.group(1))
                .toList();
        return denied.size() > earlier ? new Attempt("denied", 0, denied.get(earlier)) : nothing();
    }

    private Attempt nothing() {
        String last = ended.output().lines().reduce("", (before, line) -> line);
        return new Attempt("not tried", 0, "the agent ended with " + ended.exit() + ": " + last);
    }

    private static String denial(String said) {
        int at = said.indexOf("denied: ");
        String from = said.substring(Math.max(at, 0));
        // what follows is the rule, as MCP and HTTP put it
        return from.split(" \\(rule |\",\"rule\"", 2)[0];
    }

    private static String shortened(String said) {
        int longest = 60;
        return said.length() <= longest ? said : said.substring(0, longest) + "…";
    }
}
