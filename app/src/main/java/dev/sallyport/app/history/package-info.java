/// The trail for people and for auditors: decided again ([dev.sallyport.app.history.FileHistory]),
/// decided under another configuration, told as a story, and turned into a proposal for a purpose.
///
/// Everything reads a folder, a copy of one as well, and refuses one that was changed (`Sound`).
/// `Timeline` puts records into the order in which the counters were asked (R24); `Rerun` follows a
/// history as it was and asks the real doors at each step; `Counterfactual` lets another configuration
/// make its own history. Both name keys as the trail does (`RecordedNames`), so neither the keys nor
/// the salt are needed, and say again what a judge said
/// (`RecordedJudge`). One thread; keeps nothing between calls.
@NullMarked
package dev.sallyport.app.history;

import org.jspecify.annotations.NullMarked;
