package dev.sallyport.api.session;

import java.time.Instant;

/// The access rule that let a session in (door one), as it applies to this session.
///
/// @param rule the rule's name in the configuration, such as `access[0]`
/// @param role the target's role that the lease starts from
/// @param mode what door two does
/// @param envelope the most that the purpose could allow
/// @param latestEnd no session of this rule lasts longer
public record Access(String rule, String role, Mode mode, Envelope envelope, Instant latestEnd) {}
