/// `sallyport bench`: what the gateway costs on this machine, as ratios to what stands there without it.
///
/// `bench postgres` starts an embedded PostgreSQL with pgbench's tables, PgBouncer in session mode when
/// it is installed, and the gateway as a process of its own with decisions and trail on, and runs
/// pgbench against each in turns. Machines are shared and noisy: ratios are taken within a round, where
/// the three ran one after another, and the median of the rounds counts; the lowest and highest stand
/// beside it. `bench decide` times single decisions in this process.
///
/// Every process that is started has an end in time and no input, and is stopped by its own handle. Files lie in
/// temporary folders that are gone at the end. One thread runs everything.
@NullMarked
package dev.sallyport.app.bench;

import org.jspecify.annotations.NullMarked;
