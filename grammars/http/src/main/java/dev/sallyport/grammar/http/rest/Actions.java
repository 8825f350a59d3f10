package dev.sallyport.grammar.http.rest;

import java.util.Set;

/// Words that name something done, not something kept.
final class Actions {

    private static final Set<String> IMPERATIVES = Set.of(
            "activate",
            "approve",
            "archive",
            "assign",
            "block",
            "cancel",
            "capture",
            "clone",
            "close",
            "confirm",
            "convert",
            "copy",
            "deactivate",
            "deploy",
            "disable",
            "dispatch",
            "download",
            "duplicate",
            "enable",
            "execute",
            "export",
            "finalize",
            "forward",
            "import",
            "invoke",
            "lock",
            "merge",
            "move",
            "notify",
            "pause",
            "pay",
            "publish",
            "purge",
            "query",
            "refund",
            "reject",
            "rerun",
            "reset",
            "restart",
            "restore",
            "resume",
            "retry",
            "revoke",
            "rotate",
            "run",
            "search",
            "send",
            "share",
            "start",
            "stop",
            "submit",
            "sync",
            "transfer",
            "trigger",
            "unlock",
            "validate",
            "verify",
            "void");

    private Actions() {}

    static boolean isImperative(String segment) {
        return IMPERATIVES.contains(segment);
    }

    /// `/customers/42/actions/export`.
    static boolean isFolder(String segment) {
        return segment.equals("actions") || segment.equals("action") || segment.equals("_actions");
    }
}
