package dev.sallyport.authority.budget;

import dev.sallyport.api.target.Verb;

/// What a budget is about.
///
/// @param resource canonical name within the target
public record Subject(String target, String resource, Verb verb) {

    /// `target/resource`, as contracts write it.
    public String path() {
        return target + "/" + resource;
    }
}
