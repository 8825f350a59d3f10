package dev.sallyport.grammar.sql.engine;

/// The code in the sandbox did what it must not do; the sandbox is spoilt. Never leaves the package.
final class SandboxException extends RuntimeException {

    SandboxException(String message) {
        super(message);
    }
}
