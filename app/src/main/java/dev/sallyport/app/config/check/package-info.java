/// What no single key can know: whether names exist, files can be trusted, lines can ever match, roles are wider than
/// any purpose. Errors and warnings go to one [dev.sallyport.app.config.problem.Problems]; nothing is decided and
/// nothing is changed. Grammars of other rooms (CEL, Cedar, grants) come in through
/// [dev.sallyport.app.config.check.Grammars].
@NullMarked
package dev.sallyport.app.config.check;

import org.jspecify.annotations.NullMarked;
