/// What the configuration says about one PostgreSQL target: where it is, how the gateway itself logs in, which grants
/// each role holds, which columns are sensitive, and how long a lease may live.
///
/// Immutable values, safe on every thread. Nothing here opens a connection. The little parser of grants
/// ([dev.sallyport.postgres.target.Grant]) accepts a closed list of privileges and refuses everything else with a
/// text that says where and why.
@NullMarked
package dev.sallyport.postgres.target;

import org.jspecify.annotations.NullMarked;
