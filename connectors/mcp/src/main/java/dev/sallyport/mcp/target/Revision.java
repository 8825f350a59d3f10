package dev.sallyport.mcp.target;

import java.util.List;

/// The revisions of the protocol that this connector speaks.
public final class Revision {

    /// The only one with batches, and what a request without a version header means.
    public static final String FIRST = "2025-03-26";
    /// The first in which every request stands alone.
    public static final String MODERN = "2026-07-28";

    /// Oldest first.
    public static final List<String> ALL = List.of(FIRST, "2025-06-18", "2025-11-25", MODERN);

    private Revision() {}

    public static boolean modern(String revision) {
        return revision.equals(MODERN);
    }
}
