package dev.sallyport.app.exec.proof;

/// A place where a platform leaves proofs. Blocks for a bounded time.
interface ProofSource {

    /// As `--proof` has it.
    String name();

    Proof look() throws InterruptedException;
}
