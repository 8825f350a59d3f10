package dev.sallyport.app.history;

import dev.sallyport.api.target.Verb;

/// What a line of a contract would be about.
///
/// @param resource with its target, as contracts write it
/// @param keyed whether records were named by a key
record Use(Verb verb, String resource, boolean keyed) implements Comparable<Use> {

    @Override
    public int compareTo(Use other) {
        int byResource = resource.compareTo(other.resource);
        if (byResource != 0) return byResource;
        int byVerb = verb.compareTo(other.verb);
        return byVerb != 0 ? byVerb : Boolean.compare(other.keyed, keyed);
    }
}
