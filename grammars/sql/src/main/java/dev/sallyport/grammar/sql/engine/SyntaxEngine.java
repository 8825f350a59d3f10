package dev.sallyport.grammar.sql.engine;

/// Reads statement text. Safe on every thread; blocks, so never called on an event loop.
public interface SyntaxEngine extends AutoCloseable {

    /// Never throws for bad text, however long or deeply nested. An interrupt ends it with [Syntax.Failed].
    Syntax parse(String sql);

    @Override
    void close();
}
