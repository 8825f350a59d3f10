package dev.sallyport.app.bench;

/// One run of pgbench.
///
/// @param perSecond transactions, each of one statement, without the time that connecting took
/// @param p50 microseconds from sending to the whole answer
/// @param p99 microseconds, as `p50`
/// @param cpu microseconds of processor time that what stands between took for each statement, log-ins included; NaN
///     when nothing stands there
record Run(double perSecond, double p50, double p99, double cpu) {}
