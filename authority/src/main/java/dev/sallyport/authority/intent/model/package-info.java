/// Small models over features: decision trees whose sum is a score. They are text resources that a person can
/// read, made by the command in docs/intent.md. Immutable, safe on every thread, the same answer everywhere.
@NullMarked
package dev.sallyport.authority.intent.model;

import org.jspecify.annotations.NullMarked;
