package dev.sallyport.api.decision;

/// A human's word on a held action. It answers a hold; it never overrides door one or a limit.
public sealed interface Approval {

    enum None implements Approval {
        NONE
    }

    /// @param holdId the id that was shown and approved
    /// @param by the administrator, as the admin socket knows them
    /// @param fingerprint of the action that was shown; any other action is not approved by it (R19)
    record Given(String holdId, String by, String fingerprint) implements Approval {}
}
