package dev.sallyport.trail.line;

import dev.sallyport.api.decision.Signal;
import java.util.Locale;

/// One piece of evidence.
final class SignalEncoder {

    private SignalEncoder() {}

    static void encode(Signal signal, Json json) {
        switch (signal) {
            case Signal.Baseline s ->
                kind("baseline", json)
                        .text(Names.RULE, s.rule())
                        .bool(Names.ALLOWS, s.allows())
                        .text(Names.DETAIL, s.detail());
            case Signal.Policies s -> policies(s, json);
            case Signal.Contract s ->
                kind("contract", json)
                        .text(Names.LINE, s.line())
                        .bool(Names.ALLOWS, s.allows())
                        .text(Names.DETAIL, s.detail());
            case Signal.Volume s ->
                kind("volume", json)
                        .text(Names.LIMIT, s.limit())
                        .number(Names.USED, s.used())
                        .number(Names.ASKED, s.asked())
                        .number(Names.ALLOWED, s.allowed());
            case Signal.NotUnderstood s -> kind("not-understood", json).text(Names.WHAT, s.what());
            case Signal.NotEvaluated s ->
                kind("not-evaluated", json).text(Names.WHAT, s.what()).text(Names.WHY, s.why());
            case Signal.Approved s ->
                kind("approved", json).text(Names.HOLD, s.holdId()).text(Names.BY, s.by());
            case Signal.Suspended s ->
                kind("suspended", json).text(Names.RULE, s.rule()).text(Names.REASON, s.reason());
            case Signal.Intent s -> intent(s, json);
            case Signal.Unusual s -> {
                kind("unusual", json);
                SessionEncoder.strings(Names.WHY, s.what(), json);
            }
            case Signal.Proposed s -> proposed(s, json);
            case Signal.Operational s -> kind("operational", json).text(Names.WHAT, s.what());
        }
    }

    private static Json kind(String kind, Json json) {
        return json.text(Names.SIGNAL, kind);
    }

    private static void intent(Signal.Intent s, Json json) {
        kind("intent", json)
                .text(Names.COURSE, s.course().name())
                .number(Names.SCORE, s.score())
                .text(Names.RULE, s.rule());
        SessionEncoder.strings(Names.WHY, s.why(), json);
        if (s.judge() == Signal.Intent.Judge.NOT_CONFIGURED) return;
        json.text(Names.JUDGE, word(s.judge()));
        if (!s.said().isEmpty()) json.text(Names.SAID, s.said());
    }

    private static String word(Signal.Intent.Judge judge) {
        return judge.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void proposed(Signal.Proposed s, Json json) {
        kind("proposed", json).text(Names.BY, s.match().name().toLowerCase(Locale.ROOT));
        if (s.match() == Signal.Proposed.Match.NOBODY) return;
        json.text(Names.TOOL, s.tool());
        if (!s.request().isEmpty()) json.text(Names.REQUEST, s.request());
    }

    private static void policies(Signal.Policies s, Json json) {
        kind("policies", json).text(Names.ENGINE, s.engine()).bool(Names.ALLOWS, s.allows());
        SessionEncoder.strings(Names.DETERMINING, s.determining(), json);
        SessionEncoder.strings(Names.ERRORING, s.erroring(), json);
    }
}
