package dev.sallyport.app.config.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A type written as one word, read by its `static parse(String)` or `parse(String, Path)` (the folder that relative
/// paths start from), which throws `IllegalArgumentException` with what it must be.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE})
public @interface Scalar {
    /// What it must be, for the documents.
    String value();

    /// A regular expression for editors; the parser stays the judge.
    String pattern() default "";

    /// The types of JSON that may hold it.
    String[] json() default {"string"};

    /// True when it may be a secret put in the wrong place: never shown.
    boolean secret() default false;
}
