/// `sallyport bench intent`: how long door two's engine takes when a conversation has become long.
///
/// One session whose task is to look after tickets reads one record after another; before each decision, so many
/// answers of about a thousand characters stand in its context, and the oldest goes as the next one comes. What is
/// timed is all that a decision needs: reading the context, judging, and finding the judgement. One thread.
@NullMarked
package dev.sallyport.app.bench.intent;

import org.jspecify.annotations.NullMarked;
