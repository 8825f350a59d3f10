package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.text.Value;

/// An instruction as one conversation sees it.
///
/// @param handed true when the request gives authority to the entry it stands in ("do what the e-mail says")
/// @param sourceNamed true when the user named what was read: a page, a file, a person
/// @param status true when it answers a call that changed something, so that the target itself tells how to go on
/// @param place the address that answered; empty when it was no page
record Told(Instruction instruction, boolean handed, boolean sourceNamed, boolean status, String place) {

    /// Whether it may tell what this call does: the request gives authority to it, or a place that was asked tells
    /// where on it, below the address that it was asked by, something is to be fetched.
    boolean speaksFor(Proposed proposed) {
        return handed
                || (!place.isEmpty() && proposed.fetches() && proposed.isBelow(place) && tellsWhatIsBrought(proposed));
    }

    /// Behind its `?`, or as the name of what lies below it, an address may bring a page what others told
    /// the agent: only what the page itself tells is its own.
    private boolean tellsWhatIsBrought(Proposed proposed) {
        return proposed.everything().stream()
                .filter(value -> value.kind() == Value.Kind.ADDRESS)
                .allMatch(this::tells);
    }

    private boolean tells(Value address) {
        String page = address.page();
        return instruction.text().has(address) >= 1
                || (!address.brings()
                        && (page.equals(place) || instruction.text().says(page.substring(place.length() + 1))));
    }
}
