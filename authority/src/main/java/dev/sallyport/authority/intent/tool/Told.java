package dev.sallyport.authority.intent.tool;

/// An instruction as one conversation sees it.
///
/// @param turn of the answer in the history
/// @param handed true when the request gives authority to the entry it stands in ("do what the e-mail says")
/// @param sourceNamed true when the user named what was read: a page, a file, a person
/// @param status true when it answers a call that changed something, so that the target itself tells how to go on
record Told(int turn, Instruction instruction, boolean handed, boolean sourceNamed, boolean status) {}
