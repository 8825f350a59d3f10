/// `where` conditions of auth methods: a CEL expression over the proven claims, such as
/// `claims.namespace == "support" && claims["kubernetes.io"].serviceaccount.name == "triage"`.
///
/// Compiled once when the configuration is loaded; a mistake there is a configuration error with its position.
/// Evaluated within a bound on iterations; whatever goes wrong then (a claim that is not there, a wrong type,
/// the bound) means that the condition is not met. All types are immutable and safe on every thread.
@NullMarked
package dev.sallyport.authmethods.condition;

import org.jspecify.annotations.NullMarked;
