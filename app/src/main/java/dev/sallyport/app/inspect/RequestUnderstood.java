package dev.sallyport.app.inspect;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.wiring.HttpFrom;
import dev.sallyport.grammar.http.Asked;
import dev.sallyport.grammar.http.Asked.Payload;
import dev.sallyport.grammar.http.HttpGrammar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request to an HTTP target, written as `METHOD /path?query`, with a body behind it where it has one, as
/// its connector would understand it.
final class RequestUnderstood {

    private static final Pattern WRITTEN = Pattern.compile("\\s*(\\S+)\\s+(\\S+)(?:\\s+(.+))?", Pattern.DOTALL);

    private RequestUnderstood() {}

    static Understanding of(String target, TargetEntry entry, Http http, String statement) throws CommandFailure {
        Matcher written = WRITTEN.matcher(statement);
        if (!written.matches())
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "write a request as METHOD /path, with its body behind it where it has one: `" + statement + "`");
        String body = written.group(3) == null ? "" : written.group(3).strip();
        Payload payload = body.isEmpty() ? Payload.NONE : new Payload.Whole(body.getBytes(StandardCharsets.UTF_8));
        Asked asked = new Asked(
                written.group(1).toUpperCase(Locale.ROOT), written.group(2), name -> header(name, body), payload);
        return new Understanding(grammar(target, entry, http).read(asked).toAction(), notes(http, body));
    }

    private static HttpGrammar grammar(String target, TargetEntry entry, Http http) throws CommandFailure {
        try {
            return new HttpGrammar(HttpFrom.grammar(target, entry, http));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.REFUSED, "targets." + target + ".http." + e.getMessage());
        }
    }

    private static List<String> header(String name, String body) {
        return name.equals("content-type") && !body.isEmpty() ? List.of("application/json") : List.of();
    }

    private static List<String> notes(Http http, String body) {
        List<String> notes = new ArrayList<>();
        if (http.openapi() == null)
            notes.add("without an OpenAPI document a request is understood by its method and path alone");
        if (!body.isEmpty()) notes.add("the body is taken as application/json");
        return notes;
    }
}
