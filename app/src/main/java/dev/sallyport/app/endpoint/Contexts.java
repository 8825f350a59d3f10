package dev.sallyport.app.endpoint;

import dev.sallyport.app.http.Answer;
import dev.sallyport.app.http.Asked;
import dev.sallyport.sessions.ContextDesk;
import dev.sallyport.sessions.json.Json;
import java.io.IOException;
import java.util.Locale;

/// Takes the turns of a task's prompt context.
public final class Contexts {

    private static final String SIGNED = "application/jose";

    private final Tokens tokens;
    private final ContextDesk desk;

    public Contexts(Tokens tokens, ContextDesk desk) {
        this.tokens = tokens;
        this.desk = desk;
    }

    Answer add(String id, Asked asked) throws Errors.Unacceptable, IOException, InterruptedException {
        String type = type(asked);
        if (!type.equals(SIGNED) && !type.equals(Errors.JSON))
            throw new Errors.Unacceptable(
                    415, "invalid_request", "send the body as `" + Errors.JSON + "`, or signed as `" + SIGNED + "`");
        return switch (desk.add(id, Tokens.presented(asked), asked.body(), type.equals(SIGNED), tokens.caller(asked))) {
            case ContextDesk.Answer.Added added -> new Answer(200, Errors.JSON, Json.bytes(added.json()));
            case ContextDesk.Answer.Refused no ->
                throw new Errors.Unacceptable(no.status(), no.error(), no.description(), no.reason());
        };
    }

    private static String type(Asked asked) {
        String type = asked.header("content-type");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
