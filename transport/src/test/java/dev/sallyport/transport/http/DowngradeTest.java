package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.log.Alarms;
import dev.sallyport.transport.ClientCertificates;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// HTTP/2 in front, HTTP/1.1 behind: what cannot stand in an HTTP/1.1 message never reaches one (RFC 9113
/// sections 8.2 and 10.3).
@Timeout(60)
@org.jspecify.annotations.NullUnmarked
class DowngradeTest {

    private static final Tls TLS = Tls.of("localhost");
    private static Alarms alarms;
    private static RawServer target;
    private static Stage stage;
    private static MultiThreadIoEventLoopGroup loops;
    private static Channel connection;

    @BeforeAll
    static void start() throws Exception {
        alarms = Alarms.listen();
        target = RawServer.saying(RawServer.ok("hello"));
        stage = new Stage(
                UpstreamSettings.of(new Authority("localhost", target.port()), null, Stage::loopback),
                TLS.face(ClientCertificates.NOT_ASKED),
                Stage.LIMITS);
        loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    }

    @AfterAll
    static void stop() throws Exception {
        if (connection != null) connection.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        stage.close();
        target.close();
        assertThat(alarms.afterCollection())
                .filteredOn(alarm -> alarm.contains("LEAK"))
                .isEmpty();
        alarms.close();
    }

    /// What is hostile may have cost the whole connection, and nobody knows when that is over.
    private static void hangUp() throws Exception {
        if (connection != null) connection.close().sync();
        connection = null;
    }

    /// Checks nothing of what it sends.
    private static Channel connect() throws Exception {
        if (connection != null && connection.isActive()) return connection;
        SslContext tls = SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        List.of("h2")))
                .build();
        connection = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(tls.newHandler(channel.alloc()))
                                .addLast(Http2FrameCodecBuilder.forClient()
                                        .validateHeaders(false)
                                        .build())
                                .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
                    }
                })
                .connect("127.0.0.1", stage.port())
                .sync()
                .channel();
        connection.pipeline().get(SslHandler.class).handshakeFuture().sync();
        return connection;
    }

    /// @return the status, or `reset`
    private static String send(Http2Headers headers, String body) throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Http2StreamChannel stream = new Http2StreamChannelBootstrap(connect())
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        if (message instanceof Http2HeadersFrame frame)
                            heard.add(String.valueOf(frame.headers().status()));
                        ReferenceCountUtil.release(message);
                    }

                    @Override
                    public void userEventTriggered(ChannelHandlerContext context, Object event) {
                        if (event instanceof Http2ResetFrame) heard.add("reset");
                        ReferenceCountUtil.release(event);
                    }

                    @Override
                    public void channelInactive(ChannelHandlerContext context) {
                        heard.add("reset");
                    }
                })
                .open()
                .sync()
                .getNow();
        stream.write(new DefaultHttp2HeadersFrame(headers, body.isEmpty()));
        if (!body.isEmpty())
            stream.write(new DefaultHttp2DataFrame(Unpooled.copiedBuffer(body, StandardCharsets.ISO_8859_1), true));
        stream.flush();
        String first = heard.poll(10, TimeUnit.SECONDS);
        stream.close();
        return String.valueOf(first);
    }

    private static Http2Headers headers(String method, String path) {
        return new DefaultHttp2Headers(false)
                .method(method)
                .scheme("https")
                .authority("crm.test")
                .path(path)
                .add("authorization", "Bearer good");
    }

    @Test
    void aPlainRequestPasses() throws Exception {
        int before = target.requests().size();
        assertThat(send(headers("GET", "/plain"), "")).isEqualTo("200");
        assertThat(send(headers("POST", "/whole").add("content-length", "2"), "hi"))
                .isEqualTo("200");
        assertThat(target.requests().subList(before, before + 2))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("GET /plain HTTP/1.1\r\n"),
                        second ->
                                assertThat(second).contains("content-length: 2").endsWith("\r\n\r\nhi"));
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                of(
                        "H2.TE",
                        headers("POST", "/x").add("transfer-encoding", "chunked"),
                        "0\r\n\r\nGET /in HTTP/1.1\r\n\r\n"),
                of("H2.CL, short", headers("POST", "/x").add("content-length", "0"), "GET /in HTTP/1.1\r\n\r\n"),
                of("H2.CL, long", headers("POST", "/x").add("content-length", "99"), "abc"),
                of(
                        "H2.CL, twice",
                        headers("POST", "/x").add("content-length", "3").add("content-length", "4"),
                        "abc"),
                of("a line in a value", headers("GET", "/x").add("x", "a\r\ntransfer-encoding: chunked"), ""),
                of("a line in a name", headers("GET", "/x").add("x: y\r\nz", "a"), ""),
                of("a line in the path", headers("GET", "/x HTTP/1.1\r\nHost: evil\r\n\r\nGET /in"), ""),
                of("a blank in the path", headers("GET", "/x y"), ""),
                of("a line in the method", headers("GET /in HTTP/1.1\r\nX: y\r\n\r\nGET", "/x"), ""),
                of("a line in the host", headers("GET", "/x").authority("crm.test\r\nX: y"), ""),
                of("another host", headers("GET", "/x").add("host", "other.test"), ""),
                of("a connection's field", headers("GET", "/x").add("connection", "close"), ""),
                of("upper case", headers("GET", "/x").add("X-Upper", "a"), ""),
                of("NUL", headers("GET", "/x").add("x", "a\0b"), ""),
                of("no path", headers("GET", ""), ""));
    }

    private static Arguments of(String what, Http2Headers headers, String body) {
        return Arguments.of(what, headers, body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void isRefusedBeforeAnythingLeaves(String what, Http2Headers headers, String body) throws Exception {
        int before = target.requests().size();
        assertThat(send(headers, body)).matches("400|501|404|reset");
        assertThat(target.requests()).hasSize(before);
        hangUp();
        assertThat(send(headers("GET", "/after"), "")).isEqualTo("200");
    }
}
