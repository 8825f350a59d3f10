/// `sallyport demo`, in two acts at one embedded PostgreSQL with a small CRM, and an issuer that plays the
/// platform.
///
/// First act ([Story]): the real gateway with TLS, and an agent that is plain pgjdbc with nothing but its
/// workload token.
///
/// Second act ([Scene]): another gateway in front of four targets, a database, a model, a helpdesk and a
/// webhook. The agent is a program of Node's on unmodified SDKs (`scene/agent.mjs`), started with `sallyport
/// exec`; its model follows a script. The packages are fetched with npm on first use ([ScenePackages]); where
/// that cannot be, the act is skipped and says why. Tests play the same scene with other tickets
/// ([SceneStage], [SceneTicket]).
///
/// Everything runs in temporary folders and on free loopback ports, and is gone at the end, except for the
/// fetched packages. Agents know the gateway's address and what it gave them; they hold no credential of a
/// target. One thread runs the story.
@NullMarked
package dev.sallyport.app.demo;

import org.jspecify.annotations.NullMarked;
