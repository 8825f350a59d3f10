package dev.sallyport.http.wire;

import dev.sallyport.grammar.http.HttpGrammar;
import dev.sallyport.http.target.HttpTargetSettings;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Upstream;
import java.util.Set;
import java.util.stream.Collectors;

/// What all requests to one target share. Immutable.
///
/// @param credentialFields dropped from what the agent sent; lower case, kept as they are spelled
public record Place(HttpTargetSettings settings, HttpGrammar grammar, Set<String> credentialFields, Upstream upstream) {

    public Place {
        credentialFields = credentialFields.stream()
                .map(name -> new Fields.Field(name, "").spelled())
                .collect(Collectors.toUnmodifiableSet());
    }
}
