package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.proposal.Call;

/// @param call that brought the answer, as far as it is known
/// @param named true when the user named what was read: a page, a file, a person
record Source(int turn, Call call, Answer answer, boolean named) {}
