package dev.sallyport.app.bench;

/// One run of a load.
///
/// @param perSecond statements or requests, without the time that connecting took where it is known
/// @param p50 microseconds from sending to the whole answer
/// @param p99 microseconds, as `p50`
/// @param cpu microseconds of processor time that what stands between took for each, log-ins included; NaN
///     when nothing stands there
public record Run(double perSecond, double p50, double p99, double cpu) {}
