package dev.sallyport.api.audit;

/// What must have happened before an effect may follow.
public enum Durability {
    /// In the file: survives a killed process.
    WRITTEN,
    /// On the disk: survives a power loss.
    SYNCED
}
