package dev.sallyport.app.admin.view;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Tools of MCP servers, in the form in which they are trusted, or in which they wait for a human's word.
public interface ToolsDesk {

    /// By target and name.
    List<PinnedTool> tools();

    /// Stands in the trail before it counts.
    ///
    /// @throws IOException when the trail cannot take it; then nothing was changed
    Outcome answer(Answer answer) throws IOException;

    /// @param waiting true when nobody may call it: somebody must look at it first
    /// @param fingerprint hash of the form that waits, or of the trusted one where none waits
    /// @param trusted hash of the form that is trusted; empty when none is
    /// @param trustedBy `first use`, `configuration`, or the administrator; empty when nobody has
    /// @param seenAt when the form of `fingerprint` was seen first
    /// @param changes what is different from the trusted form, in words; empty when nothing waits; untrusted
    record PinnedTool(
            String target,
            String tool,
            boolean waiting,
            String fingerprint,
            String trusted,
            String trustedBy,
            Instant seenAt,
            List<String> changes) {
        public PinnedTool {
            changes = List.copyOf(changes);
        }
    }

    /// @param fingerprint of the form that the administrator was shown; another one is not answered by it
    /// @param by the administrator, as the kernel knows them
    record Answer(String target, String tool, String fingerprint, boolean approved, String by, String reason) {}

    enum Outcome {
        RECORDED,
        /// No tool of this name waits there.
        NO_SUCH_TOOL,
        /// It says something else by now than what was shown.
        OTHER_FINGERPRINT,
        /// The configuration names the hash to be trusted, and it is another one.
        PINNED_OTHERWISE
    }
}
