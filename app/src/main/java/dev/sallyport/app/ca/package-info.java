/// The gateway's own certificate authority, for agents that use it as a forward proxy: TLS inside CONNECT is ended with
/// a certificate that this authority makes for the host that was asked for.
///
/// Its key never leaves the state folder (mode 0600). Whoever trusts it trusts this gateway for the
/// hosts of its targets and for nothing else: the certificate names them as the only ones that it may
/// speak for (RFC 5280 section 4.2.1.10). When the configuration names other hosts, the certificate is
/// made anew with the same key, so that those who trust the earlier one go on as they did.
///
/// Everything here is safe on every thread.
@NullMarked
package dev.sallyport.app.ca;

import org.jspecify.annotations.NullMarked;
