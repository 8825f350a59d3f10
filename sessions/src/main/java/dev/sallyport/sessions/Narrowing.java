package dev.sallyport.sessions;

import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.TaskTokens;
import dev.sallyport.sessions.task.Grant;
import java.util.List;

/// A delegate gets what it asks for within what is there, and never anything beyond: to ask for more is
/// an error, so that nobody takes a narrower task for the one that was meant.
final class Narrowing {

    private Narrowing() {}

    static List<String> targets(TaskRequest task, TokenRequest request, Grant above) throws OAuthError.Raised {
        List<String> asked = task.targets();
        if (asked.isEmpty()) asked = request.audience().isEmpty() ? above.targets() : List.of(request.audience());
        for (String target : asked) {
            if (!above.targets().contains(target))
                throw OAuthError.target("targets: the task is for `" + String.join(", ", above.targets())
                                + "`, not for `" + target + "`")
                        .raised();
        }
        return asked;
    }

    /// A delegate's purpose is the one that it acts for; the word on who declared it stays, as far as it can
    /// be repeated, and with it the text that an orchestrator signed: nobody below says another in its name
    /// (R2).
    static Purpose purpose(TaskRequest task, Grant above) throws OAuthError.Raised {
        String named = above.purpose().equals(Purpose.DEFAULT) ? "" : above.purpose();
        if (!task.purpose().isEmpty() && !task.purpose().equals(above.purpose())) {
            throw OAuthError.of(
                            RefusalReason.PURPOSE_NOT_ALLOWED,
                            "purpose: the task's is `" + above.purpose() + "`, a part of it has no other")
                    .raised();
        }
        Purpose declared = above.declared();
        boolean signed = declared.declaredBy() == Purpose.Declarer.ORCHESTRATOR;
        String text = signed || task.task().isEmpty() ? declared.task() : task.task();
        return new Purpose(named, text, declared.declaredBy());
    }

    /// The one target that a token is for, or the proxy (R17); empty when it must be exchanged first.
    static String audience(TokenRequest request, Grant grant) throws OAuthError.Raised {
        String asked = request.audience();
        if (asked.isEmpty())
            return grant.targets().size() == 1 ? grant.targets().getFirst() : "";
        if (!asked.equals(TaskTokens.FORWARD_PROXY) && !grant.targets().contains(asked)) {
            throw OAuthError.target("audience: the task is for `" + String.join(", ", grant.targets()) + "`, not for `"
                            + asked + "`")
                    .raised();
        }
        return asked;
    }
}
