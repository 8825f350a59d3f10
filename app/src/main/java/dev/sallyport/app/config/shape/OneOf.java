package dev.sallyport.app.config.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Exactly one of several keys stands in place of this component. Of a sealed interface: one key per permitted
/// record. Of a record of an enum and something: one key per constant, with the something as its value.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface OneOf {
    /// Constants that cannot be written.
    String[] except() default {};
}
