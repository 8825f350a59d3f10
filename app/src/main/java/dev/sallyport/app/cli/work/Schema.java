package dev.sallyport.app.cli.work;

/// The configuration's JSON Schema, for editors.
@FunctionalInterface
public interface Schema {
    String json();
}
