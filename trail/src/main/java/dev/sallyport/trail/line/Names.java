package dev.sallyport.trail.line;

import dev.sallyport.trail.line.Json.Name;

/// The format's field names. The manual is the package-info.
final class Names {

    static final Name V = Name.of("v");
    static final Name AT = Name.of("at");
    static final Name KIND = Name.of("kind");
    static final Name REQUEST = Name.of("request");
    static final Name SESSION = Name.of("session");
    static final Name PEER = Name.of("peer");
    static final Name REASON = Name.of("reason");
    static final Name DETAIL = Name.of("detail");

    static final Name METHOD = Name.of("method");
    static final Name SUBJECT = Name.of("subject");
    static final Name COUNTED = Name.of("counted");
    static final Name ACTORS = Name.of("actors");
    static final Name TREE = Name.of("tree");
    static final Name GRANT = Name.of("grant");
    static final Name ABOVE = Name.of("above");
    static final Name TARGETS = Name.of("targets");
    static final Name PER_ACTION = Name.of("perAction");
    static final Name PER_TASK = Name.of("perTask");
    static final Name INTENT = Name.of("intent");
    static final Name BOUND_TO = Name.of("boundTo");
    static final Name TIER = Name.of("tier");
    static final Name SOURCE = Name.of("source");
    static final Name TEXT_HASH = Name.of("textHash");
    static final Name CHARACTERS = Name.of("characters");
    static final Name TEXT = Name.of("text");
    static final Name TEXTS = Name.of("texts");
    static final Name CONVERSATION = Name.of("conversation");
    static final Name FROM = Name.of("from");
    static final Name TARGET = Name.of("target");
    static final Name PURPOSE = Name.of("purpose");
    static final Name TASK = Name.of("task");
    static final Name DECLARED_BY = Name.of("declaredBy");
    static final Name ACCESS = Name.of("access");
    static final Name ROLE = Name.of("role");
    static final Name MODE = Name.of("mode");
    static final Name PROOF_ENDS = Name.of("proofEnds");
    static final Name OPENED = Name.of("opened");
    static final Name ENDS = Name.of("ends");
    static final Name LATEST_END = Name.of("latestEnd");
    static final Name ENVELOPE = Name.of("envelope");

    static final Name TOOL = Name.of("tool");

    static final Name PHASE = Name.of("phase");
    static final Name FINGERPRINT = Name.of("fingerprint");
    static final Name STATEMENT = Name.of("statement");
    static final Name ARGS = Name.of("args");
    static final Name OPS = Name.of("ops");
    static final Name VERB = Name.of("verb");
    static final Name ON = Name.of("on");
    static final Name TYPE = Name.of("type");
    static final Name FIELDS = Name.of("fields");
    static final Name FIELD = Name.of("field");
    static final Name KEYED = Name.of("keyed");
    static final Name UNIQUE = Name.of("unique");
    static final Name FOUND = Name.of("found");
    static final Name AT_MOST = Name.of("atMost");
    static final Name FIRM = Name.of("firm");
    static final Name UNBOUNDED = Name.of("unbounded");
    static final Name LABELS = Name.of("labels");
    static final Name NOTE = Name.of("note");
    static final Name NOTES = Name.of("notes");
    static final Name NAME = Name.of("name");
    static final Name VALUE = Name.of("value");
    static final Name VALUES = Name.of("values");
    static final Name THROUGH = Name.of("through");
    static final Name COUNT = Name.of("count");
    static final Name KEYS = Name.of("keys");
    static final Name CLAIMS = Name.of("claims");
    static final Name SEALED = Name.of("sealed");
    static final Name KEY = Name.of("key");
    static final Name BOX = Name.of("box");

    static final Name VERDICT = Name.of("verdict");
    static final Name RULE = Name.of("rule");
    static final Name LIMIT = Name.of("limit");
    static final Name MASKS = Name.of("masks");
    static final Name PATIENCE_MS = Name.of("patienceMs");
    static final Name CHARGES = Name.of("charges");
    static final Name COUNTER = Name.of("counter");
    static final Name RECORDS = Name.of("records");
    static final Name EVIDENCE = Name.of("evidence");
    static final Name COURSE = Name.of("course");
    static final Name SCORE = Name.of("score");
    static final Name JUDGE = Name.of("judge");
    static final Name SAID = Name.of("said");
    static final Name SIGNAL = Name.of("signal");
    static final Name ALLOWS = Name.of("allows");
    static final Name ENGINE = Name.of("engine");
    static final Name DETERMINING = Name.of("determining");
    static final Name ERRORING = Name.of("erroring");
    static final Name LINE = Name.of("line");
    static final Name USED = Name.of("used");
    static final Name ASKED = Name.of("asked");
    static final Name ALLOWED = Name.of("allowed");
    static final Name WHAT = Name.of("what");
    static final Name WHY = Name.of("why");
    static final Name HOLD = Name.of("hold");
    static final Name BY = Name.of("by");
    static final Name GEN = Name.of("gen");
    static final Name CONFIG = Name.of("config");
    static final Name CATALOG = Name.of("catalog");
    static final Name MODEL = Name.of("model");
    static final Name COUNTERS = Name.of("counters");
    static final Name APPROVAL = Name.of("approval");
    static final Name CONTEXT = Name.of("context");
    static final Name TURNS = Name.of("turns");

    static final Name ENDING = Name.of("ending");
    static final Name BYTES = Name.of("bytes");
    static final Name MICROS = Name.of("micros");
    static final Name LEASE = Name.of("lease");
    static final Name GRANTS = Name.of("grants");
    static final Name EXPIRES = Name.of("expires");
    static final Name VERIFIED = Name.of("verified");
    static final Name APPROVED = Name.of("approved");

    private Names() {}
}
