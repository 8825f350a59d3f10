/// The format of the trail, version 1. This page is its manual; a test holds the examples against the encoder.
///
/// A trail is a sequence of lines in UTF-8, each one JSON object (RFC 8259) and a line feed, at most 16 MiB long. It
/// begins with `v` (version of the format), `at` (when, UTC, microseconds) and `kind`, and ends with its link:
///
/// - `seq`: 1, 2, 3 … through all segments
/// - `prev`: the `hash` of the line before; of the first line 64 zeros
/// - `hash`: SHA-256, lower-case hex, of all bytes of this line before `,"hash"`. Checked without Sallyport:
///   `printf %s "${line%,\"hash\"*}" | sha256sum`
///
/// Fields in between are written in a fixed order, but are to be read by name; later versions may add some. Control
/// and format characters (ANSI, bidi, zero width) and unpaired surrogates are escaped (`\u001b`), so the file can be
/// shown on a terminal as it is; what a JSON parser makes of it cannot.
///
/// What everyone may rely on besides: a record of one pen never overtakes an earlier one of it; `performed` comes after
/// its `decided`; a permitted `decided` without `performed` means "outcome unknown" (R21).
///
/// ## The kinds
/// Each example is one line, broken here to fit; the link is left out but for the first.
///
/// `refused`: turned away before a session existed. `reason` is one of the stable `RefusalReason`s.
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"refused","request":"r-1","target":"crm",
///  "peer":"10.0.0.9:5132","reason":"EXPIRED","detail":"the token ended 40 s ago",
///  "seq":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000",
///  "hash":"5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592"}
/// ```
/// `session-opened`: who, where to, what for. `actors` (whom it acts for, nearest first, as method:subject) stands
/// there
/// when there is somebody, `tree` and `grant` when a session token opened it;
/// `envelope` is the most that the purpose allows, or `"unrestricted"`; `gen` as below. Claims are sealed.
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"session-opened","session":"s-1",
///  "method":"support-pods","subject":"system:serviceaccount:support:agent","counted":"support/agent",
///  "target":"crm","purpose":"resolve-ticket","task":"answer ticket 17","declaredBy":"AGENT",
///  "access":"access[0]","role":"support","mode":"ENFORCE","peer":"10.0.0.9:5132",
///  "opened":"2026-03-04T12:00:00.123456Z","ends":"2026-03-04T12:15:00.123456Z",
///  "latestEnd":"2026-03-04T12:15:00.123456Z","proofEnds":"2026-03-04T13:00:00.123456Z",
///  "envelope":[{"verb":"READ","on":"crm/customers"}],
///  "sealed":{"key":"00f1a2b3c4d5e6f7","box":"…"},
///  "gen":{"config":"00112233445566aa","catalog":7,"model":"libpg-query 18"}}
/// ```
/// `lease-issued`: the credential made for the session, and what it may do.
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"lease-issued","session":"s-1","lease":"sp_4f2a",
///  "grants":"SELECT ON customers","expires":"2026-03-04T12:15:00.123456Z"}
/// ```
/// `decided`: written before the effect. The session's fields are repeated, so that the line can be read alone. An
/// operation's scope is `keyed` (with `unique`, and `found` where the target was asked how many records have those
/// keys; a key has `through` in the place of values where other records have them: how many at most), `atMost` (with
/// `firm` when the target is held to that number by its own language) or
/// `unbounded` (an estimate, -1 when unknown). `verdict` is `permit` (with `limit` when it has one, `masks` when it
/// has some, and `charges`: what it reserved), `deny`, `contain` or `hold` (all three with `reason`, a hold with
/// `patienceMs`). `evidence` are the signals, each with its own fields: `baseline`, `policies`, `contract`, `volume`,
/// `not-understood`, `not-evaluated`, `approved`, `suspended`, `intent`, `unusual`, `proposed`, `operational`. An
/// `intent` has `judge` where a judge is configured (`not-asked`, `consistent`, `inconsistent`, `unsure`,
/// `unavailable`) and in `said` the judge's own words, from outside. A `proposed` says `by` whom (`model`,
/// `otherwise`: the same `tool` with other values, `nobody`) and in which `request`. With an operation's `counted`
/// (under which names its keys are counted, so that nobody needs the keys or the salt), `approval` (when a human
/// released it), `context` (how many turns the prompt context had, and their SHA-256: tier, role, source, text and,
/// where it is known, request of each, each ended by a zero byte) and `gen` it can be decided again (R24). `gen` says
/// under which rules: `config` is the hash of the configuration, `catalog` the connector's view of the target,
/// `model` the grammar, `counters` its place among all that asked or changed the counters since the gateway started;
/// left out when it asked none.
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"decided","request":"r-1","session":"s-1",
///  "method":"support-pods","subject":"system:serviceaccount:support:agent","counted":"support/agent",
///  "target":"crm","purpose":"resolve-ticket","task":"answer ticket 17","declaredBy":"AGENT",
///  "access":"access[0]","role":"support","mode":"ENFORCE",
///  "phase":"PERFORM","fingerprint":"9f86d081884c7d659a2feaa0c55ad015",
///  "ops":[{"verb":"READ","on":"crm/customers","type":"table","fields":["id","name"],
///          "keyed":[{"field":"id","values":["42"]}],"unique":true,"counted":["a0b1c2d3e4f50617"]}],
///  "statement":"SELECT id, name FROM customers WHERE id = $1","args":[{"name":"1","value":"42"}],
///  "approval":{"hold":"h-1","by":"ada","fingerprint":"9f86d081884c7d659a2feaa0c55ad015"},
///  "context":{"turns":2,"textHash":"9f86d081884c7d659a2feaa0c55ad015"},
///  "verdict":"permit","rule":"purposes.resolve-ticket.allow[0]","limit":5,
///  "charges":[{"counter":"workload|support/agent|crm/customers|READ","keys":["k-1"],"records":0}],
///  "evidence":[{"signal":"baseline","rule":"access[0]","allows":true,"detail":"support may read customers"},
///              {"signal":"contract","line":"purposes.resolve-ticket.allow[0]","allows":true,
///               "detail":"keyed by id"}],
///  "gen":{"config":"00112233445566aa","catalog":7,"model":"libpg-query 18","counters":12}}
/// ```
/// Of a sensitive action (R21) `statement`, `args`, key values and notes stand in the box of `sealed` instead, and a
/// key
/// has a `count` in place of its `values`. The box is Base64 of a 12-byte nonce and AES-256-GCM of a JSON object, with
/// the request id (of a `session-opened`: the session id) as associated data; `key` names the key. The object has
/// `statement`, `args`, `keys` (one array for each operation) and `notes` (one for each operation); that of a session
/// has `claims`.
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"decided","request":"r-1","session":"s-1",
///  "method":"support-pods","subject":"system:serviceaccount:support:agent","counted":"support/agent",
///  "target":"crm","purpose":"resolve-ticket","task":"answer ticket 17","declaredBy":"AGENT",
///  "access":"access[0]","role":"support","mode":"ENFORCE",
///  "phase":"PERFORM","fingerprint":"9f86d081884c7d659a2feaa0c55ad015",
///  "ops":[{"verb":"READ","on":"crm/customers","type":"table","fields":["id","name"],
///          "keyed":[{"field":"id","count":1}],"unique":true,"labels":["SENSITIVE"]}],
///  "sealed":{"key":"00f1a2b3c4d5e6f7","box":"…"},
///  "verdict":"deny","rule":"targets.crm.sensitive","reason":"customers.ssn is not granted",
///  "evidence":[{"signal":"not-understood","what":"a DO block"}],
///  "gen":{"config":"00112233445566aa","catalog":7,"model":"libpg-query 18"}}
/// ```
/// `performed`: how a permitted action ended, and what was finally charged instead of what was reserved. `micros` is
/// its duration, `counters` its place as in `gen`, left out when it gave nothing back.
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.125456Z","kind":"performed","request":"r-1","session":"s-1",
///  "ending":"SUCCEEDED","records":1,"keys":1,"bytes":120,"micros":1234,
///  "charges":[{"counter":"workload|support/agent|crm/customers|READ","keys":["k-1"],"records":0}],"counters":13}
/// ```
/// `alarm`: a connector found that a permitted action is something else than what was judged. It never
/// reached the
/// target, and its `performed` with the ending `SKIPPED` follows. `what` = `witness`: the target's own plan
/// of the
/// statement says something else than the grammar.
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"alarm","request":"r-1","session":"s-1","what":"witness",
///  "detail":"the target's own plan shows relation `payroll`"}
/// ```
/// `hold-answered`: a human released or refused exactly the action with this fingerprint (R19).
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"hold-answered","hold":"h-1","request":"r-1",
///  "by":"ada","approved":true,"fingerprint":"9f86d081884c7d659a2feaa0c55ad015"}
/// ```
/// `lease-destroyed`: `verified` when the target was asked and does not know the credential any more.
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"lease-destroyed","session":"s-1","lease":"sp_4f2a",
///  "verified":true,"detail":""}
/// ```
/// `session-closed`:
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"session-closed","session":"s-1","reason":"the client left"}
/// ```
/// `task-opened`: a session token's grant. `tree` is the task's `txn`, `above` are the grants that it was delegated
/// from,
/// nearest first, `perAction` and `perTask` stand there when the task limits itself, `intent` is the SHA-256 of what
/// was
/// asked for, `boundTo` is what its tokens are bound to. Claims are sealed, with the grant's id as associated data.
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"task-opened","tree":"t-1","grant":"g-2",
///  "method":"support-pods","subject":"system:serviceaccount:support:helper","counted":"support/helper",
///  "above":["t-1"],"targets":["crm"],"purpose":"resolve-ticket","task":"answer ticket 17","declaredBy":"AGENT",
///  "perTask":5,"intent":"9f86d081884c7d659a2feaa0c55ad015","boundTo":"address","peer":"10.0.0.9:5132",
///  "ends":"2026-03-04T12:15:00.123456Z","proofEnds":"2026-03-04T13:00:00.123456Z",
///  "sealed":{"key":"00f1a2b3c4d5e6f7","box":"…"}}
/// ```
/// `task-ended`: it was revoked, or its time is over; with it end all that were delegated from it.
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"task-ended","tree":"t-1","grant":"g-2","reason":"revoked"}
/// ```
/// `context-added`: a turn of a task's prompt context. `textHash` is the SHA-256 of role, source and text, each ended
/// by
/// a zero byte; the text is sealed. `by` is the orchestrator that signed it, empty for a `DECLARED` one.
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"context-added","tree":"t-1","grant":"g-2","tier":"ATTESTED",
///  "by":"desk","role":"user","source":"ticket 17","textHash":"9f86d081884c7d659a2feaa0c55ad015","characters":16,
///  "sealed":{"key":"00f1a2b3c4d5e6f7","box":"…"}}
/// ```
/// `context-heard`: what a connector read off the wire of a session: of the `conversation` the first `from` turns
/// stay, these take the place of all others. `conversation` is empty for what targets answered. The texts are sealed,
/// in their order.
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"context-heard","session":"s-1","conversation":"chat","from":2,
///  "turns":[{"tier":"OBSERVED","role":"tool","source":"read_ticket","characters":9}],
///  "sealed":{"key":"00f1a2b3c4d5e6f7","box":"…"}}
/// ```
/// `administered`: the gateway itself (R22). The trail's own words have `by` = `sallyport` and `what` =
/// `trail-torn` (an unfinished line was moved aside), `trail-resumed` (records were refused for a while) or
/// `trail-removed` (old segments were removed at the end of their time).
/// ```
/// {"v":1,"at":"2026-03-04T12:00:00.123456Z","kind":"administered","what":"configuration-loaded","by":"ada",
///  "detail":"00112233445566aa"}
/// ```
@NullMarked
package dev.sallyport.trail.line;

import org.jspecify.annotations.NullMarked;
