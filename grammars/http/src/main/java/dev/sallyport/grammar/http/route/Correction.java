package dev.sallyport.grammar.http.route;

import dev.sallyport.api.target.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody who knows the API says about an operation beyond its method and path: `x-sallyport` in
/// a document, or an entry of the configuration.
///
/// @param verb null: by the method
/// @param resource empty: by the path
/// @param keyedBy parameters of path or query, or leaves of the body (`body.customer.id`), that name
///     the records; none: the gaps of the path
/// @param outward it sends data out of the target (webhooks, mail, share links): the verb is SHARE,
///     whatever else is said
/// @param atMost records that it reaches at most; with `keyedBy`, 1 says that its keys name one record;
///     -1 for nothing said
public record Correction(@Nullable Verb verb, String resource, List<String> keyedBy, boolean outward, long atMost) {

    public static final Correction NONE = new Correction(null, "", List.of(), false, -1);

    public Correction {
        keyedBy = List.copyOf(keyedBy);
    }
}
