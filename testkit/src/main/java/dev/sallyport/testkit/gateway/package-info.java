/// Fakes for everything that stands around the corridor, so that a test can say exactly what happens when.
///
/// [dev.sallyport.testkit.gateway.ManualLoop] is time and event loop in one: nothing runs until it is told to.
/// [dev.sallyport.testkit.gateway.MemoryTrail] keeps records in memory and says "durable" when it is told to.
/// [dev.sallyport.testkit.gateway.ScriptedAuthority] answers what the test says, and refuses to settle twice.
/// [dev.sallyport.testkit.gateway.FakeConnector] hands out leases that know whether they were destroyed, and
/// [dev.sallyport.testkit.gateway.RecordingPassage] remembers what it heard. All of them fail on request.
/// [dev.sallyport.testkit.gateway.HeldThreads] are threads for what blocks, and wait when they are told to.
@NullMarked
package dev.sallyport.testkit.gateway;

import org.jspecify.annotations.NullMarked;
