package dev.sallyport.authority.budget;

import dev.sallyport.api.target.Verb;

/// What a budget is about.
///
/// @param resource canonical name within the target
public record Subject(String target, String resource, Verb verb) {

    /// What is counted across all targets and has no rows of its own.
    public static Subject apart(String name, Verb verb) {
        return new Subject("*", name, verb);
    }

    boolean isApart() {
        return target.equals("*");
    }

    /// `target/resource`, as contracts write it.
    public String path() {
        return target + "/" + resource;
    }
}
