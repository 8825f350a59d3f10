/// Door one's policies: attribute-based access control in Cedar (docs.cedarpolicy.com), asked for every
/// operation.
///
/// - principal: `Workload::"<auth method>:<subject>"`, in `AuthMethod::"<auth method>"`; attributes
///   `authMethod`, `subject`, `countedAs`, `claims`
/// - action: `Action::"READ"` and the other verbs
/// - resource: `Resource::"<target>/<name>"`, in `Target::"<target>"`; attributes `target`, `kind`, `name`
/// - context: `purpose`, `declaredBy`, `role`, `rule`, `session`, `fields`, `labels`
///
/// A target that no policy can concern is left to the access rules alone. For every other, Cedar's own
/// rule holds: default deny, forbid overrides permit; and beyond it, a policy that fails to evaluate
/// denies. An evaluation takes tens of microseconds, so it is worked out off the loop once per session
/// and question; a question without an answer is denied. The native library is loaded when the first
/// policy is.
@NullMarked
package dev.sallyport.authority.policy;

import org.jspecify.annotations.NullMarked;
