package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.engine.EngineLimits;
import dev.sallyport.grammar.sql.engine.PortableEngine;
import dev.sallyport.grammar.sql.engine.Syntax;
import dev.sallyport.grammar.sql.engine.SyntaxEngine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A parser with bugs: it reads some texts as others.
final class MisreadingEngine implements SyntaxEngine {

    private final SyntaxEngine right = new PortableEngine(EngineLimits.DEFAULT);
    private final Map<String, String> bugs = new ConcurrentHashMap<>();

    void misread(String text, String as) {
        bugs.put(text, as);
    }

    @Override
    public Syntax parse(String sql) {
        return right.parse(bugs.getOrDefault(sql, sql));
    }

    @Override
    public void close() {
        right.close();
    }
}
