package dev.sallyport.mcp.schema;

import com.networknt.schema.ExecutionContext;

/// One check of arguments, which may follow so many references: a schema of twenty lines can ask for
/// 2^20 of them.
final class BoundedRun extends ExecutionContext {

    private int left;

    BoundedRun(int references) {
        this.left = references;
    }

    void reference() {
        if (--left < 0) throw new TooLong();
    }

    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("too many references", null, false, false);
        }
    }
}
