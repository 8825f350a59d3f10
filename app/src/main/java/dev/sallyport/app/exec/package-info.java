/// `sallyport exec`: for agents that should change nothing. [GatewayExec] finds the platform's proof (`proof`),
/// opens a session (`session`), runs the command (`run`), behind walls when asked to (`confine`), and closes the
/// session.
@NullMarked
package dev.sallyport.app.exec;

import org.jspecify.annotations.NullMarked;
