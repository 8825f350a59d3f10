package dev.sallyport.authority.policy;

import dev.sallyport.api.decision.Signal;

/// What the policies say to one question.
///
/// @param rule the policy that decides, such as `policies.no-payroll`; `policies` when none permits
public record Ruling(boolean allows, String rule, String reason, Signal signal) {}
