package dev.sallyport.grammar.sql.engine;

/// PostgreSQL's `ereport(ERROR)` on its way up the stack; where it lands stands in the module's memory.
final class LongJump extends RuntimeException {

    LongJump() {
        super("longjmp", null, false, false);
    }
}
