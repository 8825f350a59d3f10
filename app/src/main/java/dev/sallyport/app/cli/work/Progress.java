package dev.sallyport.app.cli.work;

/// How work tells what it is at.
@FunctionalInterface
public interface Progress {

    /// One line; shown beside the result, made safe first.
    void step(String text);
}
