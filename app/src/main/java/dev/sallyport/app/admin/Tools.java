package dev.sallyport.app.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.admin.view.ToolsDesk;
import dev.sallyport.app.admin.view.ToolsDesk.PinnedTool;
import dev.sallyport.app.http.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/// The routes of tools that changed.
record Tools(ToolsDesk desk) {

    private static final Set<String> WORD = Set.of("target", "tool", "fingerprint", "reason");
    private static final Problem NO_SUCH_TOOL =
            new Problem(404, "no-such-tool", "no tool of this name waits at this target, `sallyport tools` lists them");
    private static final Problem OTHER = new Problem(
            409, "fingerprint-differs", "the tool says something else by now than what was shown: look at it again");
    private static final Problem PINNED = new Problem(
            409,
            "pinned-by-configuration",
            "the configuration trusts this tool by another hash: change `pinned` of its target and reload");
    private static final Problem MISSING = new Problem(
            400,
            "member-missing",
            "send `target`, `tool` and the `fingerprint` that was shown: GET /v1/tools has them");

    Answer list(Request request) {
        return Answers.ok(Json.list("tools", desk.tools(), Tools::described));
    }

    private static ObjectNode described(PinnedTool tool) {
        ObjectNode json = Json.object()
                .put("target", tool.target())
                .put("tool", tool.tool())
                .put("waiting", tool.waiting())
                .put("fingerprint", tool.fingerprint())
                .put("trusted", tool.trusted())
                .put("trustedBy", tool.trustedBy())
                .put("seenAt", tool.seenAt().toString());
        tool.changes().forEach(json.putArray("changes")::add);
        return json;
    }

    Answer approve(Request request) throws Request.Unacceptable, IOException {
        return settle(request, true);
    }

    Answer dismiss(Request request) throws Request.Unacceptable, IOException {
        return settle(request, false);
    }

    private Answer settle(Request request, boolean approved) throws Request.Unacceptable, IOException {
        Map<String, String> body = request.members(WORD);
        String target = body.getOrDefault("target", "");
        String tool = body.getOrDefault("tool", "");
        String fingerprint = body.getOrDefault("fingerprint", "");
        if (target.isEmpty() || tool.isEmpty() || fingerprint.isEmpty()) return MISSING.answer();
        ToolsDesk.Answer answer = new ToolsDesk.Answer(
                target, tool, fingerprint, approved, request.user(), body.getOrDefault("reason", ""));
        return switch (desk.answer(answer)) {
            case RECORDED ->
                Answers.ok(Json.object()
                        .put("target", target)
                        .put("tool", tool)
                        .put("approved", approved)
                        .put("by", request.user()));
            case NO_SUCH_TOOL -> NO_SUCH_TOOL.answer();
            case OTHER_FINGERPRINT -> OTHER.answer();
            case PINNED_OTHERWISE -> PINNED.answer();
        };
    }
}
