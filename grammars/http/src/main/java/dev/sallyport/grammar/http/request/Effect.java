package dev.sallyport.grammar.http.request;

import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import java.util.List;

/// One thing that a request does to one resource.
///
/// @param fields the properties touched; none for the whole
/// @param note for whoever reads the trail; possibly empty
public record Effect(Verb verb, String resource, Scope scope, List<String> fields, String note) {

    public Effect {
        fields = List.copyOf(fields);
    }

    public Effect(Verb verb, String resource, Scope scope) {
        this(verb, resource, scope, List.of(), "");
    }
}
