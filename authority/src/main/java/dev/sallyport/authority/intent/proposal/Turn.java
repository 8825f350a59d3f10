package dev.sallyport.authority.intent.proposal;

/// One thing that happened before.
public sealed interface Turn {

    /// @param role `user`, `assistant` or `system`
    record Said(String role, String text) implements Turn {
        public boolean byUser() {
            return role.equals("user");
        }
    }

    record Called(Call call) implements Turn {}

    /// What a target answered: untrusted, whatever it says.
    record Returned(String tool, String text) implements Turn {}
}
