package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.text.Value;
import java.util.List;

/// @param call that brought the answer, as far as it is known
/// @param values of the call
/// @param named true when the user named what was read: a page, a file, a person
record Source(Call call, List<Value> values, Answer answer, boolean named) {}
