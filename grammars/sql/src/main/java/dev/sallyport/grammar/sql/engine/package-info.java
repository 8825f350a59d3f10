/// From statement text to parse tree, with PostgreSQL's own grammar.
///
/// A [dev.sallyport.grammar.sql.engine.SyntaxEngine] blocks and is called off the event loop. The
/// portable one, [dev.sallyport.grammar.sql.engine.PortableEngine], runs libpg_query 18 (WebAssembly of
/// the npm package `libpg-query`, translated to JVM byte code while the jar is built, and to register
/// code where a function is larger than a method may be: [dev.sallyport.grammar.sql.engine.ModulePress])
/// inside the JVM: a hostile statement can at worst spoil one [dev.sallyport.grammar.sql.engine.Sandbox],
/// which is thrown away.
///
/// The tree is libpg_query's JSON form: each node an object with one key, its PostgreSQL node type; see `parsenodes.h`
/// of PostgreSQL 18 for the fields.
@NullMarked
package dev.sallyport.grammar.sql.engine;

import org.jspecify.annotations.NullMarked;
