package dev.sallyport.authority.intent;

import dev.sallyport.authority.intent.proposal.Proposal;
import java.util.Optional;

/// Looks at proposals from one side. Pure, thread-safe, bounded work whatever the input.
public interface Reader {

    /// @return empty when the proposal holds nothing that it reads
    Optional<Opinion> read(Proposal proposal);
}
