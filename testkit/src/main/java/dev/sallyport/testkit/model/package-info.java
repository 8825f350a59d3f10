/// A provider of models that answers by a script, in the words of OpenAI's, Anthropic's and Google's
/// APIs. Also for demos: knows neither JUnit nor AssertJ. The dialects are written down apart from the
/// gateway's own reading of them.
@NullMarked
package dev.sallyport.testkit.model;

import org.jspecify.annotations.NullMarked;
