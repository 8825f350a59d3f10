package dev.sallyport.transport.http;

import dev.sallyport.transport.PeerCertificates;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandler;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.util.List;

/// After the handshake: which version of HTTP it is (RFC 7301), and who showed a certificate.
final class Negotiating extends ApplicationProtocolNegotiationHandler {

    private static final System.Logger LOG = System.getLogger(Negotiating.class.getName());

    private final Ground ground;
    private final Link link;
    private final SslHandler tls;

    Negotiating(Ground ground, Link link, SslHandler tls) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.ground = ground;
        this.link = link;
        this.tls = tls;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
        Link known = link.tunnel() == null ? link.showing(chain()) : link;
        // inside a tunnel `protocol` is that of the outer handshake: Netty asks the first handler of the pipeline
        if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol()))
            Pipelines.http2(context.pipeline(), ground, known);
        else Pipelines.http1(context.pipeline(), ground, known);
    }

    private List<X509Certificate> chain() {
        return PeerCertificates.of(tls);
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, "a handshake failed", cause);
        context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, "a handshake failed", cause);
        context.close();
    }
}
