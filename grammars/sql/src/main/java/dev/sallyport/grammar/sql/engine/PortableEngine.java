package dev.sallyport.grammar.sql.engine;

import com.dylibso.chicory.wasm.ChicoryException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's grammar as WebAssembly in the JVM. Sandboxes are made on first use and kept; the one that failed is
/// thrown away, so that no statement meets what another left behind.
///
/// Nesting is bounded by the calling thread's stack: give it tens of megabytes.
public final class PortableEngine implements SyntaxEngine {

    private final EngineLimits limits;
    private final Semaphore places;
    private final Deque<Sandbox> idle = new ArrayDeque<>();
    private Sandbox.@Nullable Grammar grammar;

    public PortableEngine(EngineLimits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.sandboxes());
    }

    @Override
    public Syntax parse(String sql) {
        if (!Utf8Text.carriable(sql)) {
            return new Syntax.Rejected("invalid byte sequence for encoding \"UTF8\"");
        }
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Syntax.Failed("interrupted", true);
        }
        try {
            return parseHere(sql);
        } finally {
            places.release();
        }
    }

    /// Anything thrown stands for a spoilt sandbox. Errors are caught too: a stack overflow is how nesting ends.
    private Syntax parseHere(String sql) {
        try {
            Sandbox sandbox = take();
            Syntax syntax = sandbox.parse(sql);
            if (sandbox.sound()) {
                give(sandbox);
                return syntax;
            }
            return new Syntax.Failed("nested too deeply", false);
        } catch (StackOverflowError e) {
            return new Syntax.Failed("nested too deeply", false);
        } catch (OutOfMemoryError e) {
            return new Syntax.Failed("too large", false);
        } catch (ChicoryException | IndexOutOfBoundsException | SandboxException e) {
            return failed(e);
        }
    }

    private static Syntax failed(RuntimeException e) {
        if (Thread.currentThread().isInterrupted()) {
            return new Syntax.Failed("interrupted", true);
        }
        return new Syntax.Failed(
                e.getCause() instanceof StackOverflowError ? "nested too deeply" : "the grammar gave up", false);
    }

    private Sandbox take() {
        synchronized (idle) {
            Sandbox sandbox = idle.poll();
            if (sandbox != null) {
                return sandbox;
            }
        }
        return Sandbox.open(limits, grammar());
    }

    private Sandbox.Grammar grammar() {
        synchronized (idle) {
            if (grammar == null) {
                grammar = Sandbox.Grammar.load();
            }
            return grammar;
        }
    }

    private void give(Sandbox sandbox) {
        synchronized (idle) {
            idle.push(sandbox);
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            idle.clear();
        }
    }
}
