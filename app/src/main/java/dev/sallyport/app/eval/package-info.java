/// Measures the intent engine on recorded proposals: reads them, decides them, scores the decisions, and trains
/// the model of tool calls. Nothing here runs in a gateway. One thread.
@NullMarked
package dev.sallyport.app.eval;

import org.jspecify.annotations.NullMarked;
