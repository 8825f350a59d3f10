package dev.sallyport.grammar.http.rest;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.request.Effect;
import dev.sallyport.grammar.http.request.Found;
import dev.sallyport.grammar.http.request.ReadRequest;
import dev.sallyport.grammar.http.text.Unclear;
import java.util.ArrayList;
import java.util.List;

/// What a request does, by its method and path alone.
public final class ByPath {

    private ByPath() {}

    /// @throws Unclear when the method says nothing
    public static Found find(ReadRequest request) throws Unclear {
        PathWords words = PathWords.of(request.target().path().segments());
        Verb verb = verb(request.method(), words);
        Extents extents = new Extents(request, new Keys(words.keys(), words.endsInKey()), null);
        Effect effect = new Effect(verb, words.resource(), extents.of(verb), extents.fields(verb), extents.note(verb));
        List<Argument> arguments = new ArrayList<>(words.keys().size());
        for (Scope.Key key : words.keys()) {
            arguments.add(new Argument("path." + key.field(), key.values().getFirst()));
        }
        return new Found(List.of(effect), arguments, false);
    }

    private static Verb verb(String method, PathWords words) throws Unclear {
        return switch (method) {
            case "GET", "HEAD" -> Verb.READ;
            case "OPTIONS" -> Verb.DISCOVER;
            case "POST" -> words.action() ? Verb.EXECUTE : words.endsInKey() ? Verb.UPDATE : Verb.CREATE;
            case "PUT", "PATCH" -> words.action() ? Verb.EXECUTE : Verb.UPDATE;
            case "DELETE" -> Verb.DELETE;
            default -> throw new Unclear("a method that says nothing of what it does");
        };
    }
}
