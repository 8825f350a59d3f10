package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.proposal.Call;

/// @param call that brought the answer, as far as it is known
record Source(int turn, Call call, Answer answer) {}
