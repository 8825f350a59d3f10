package dev.sallyport.app.admin.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.io.EOFException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One question and one answer over a Unix domain socket.
record Exchange(Path socket, Duration patience) {

    private static final int LONGEST_ANSWER = 16 << 20;

    @SuppressWarnings("ArrayRecordComponent")
    record Question(String method, String path, String token, byte[] body) {}

    record Answer(int status, String body) {}

    Answer ask(Question question) throws Unreachable, InterruptedException {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try {
            var _ = new Bootstrap()
                    .group(loop)
                    .channel(NioDomainSocketChannel.class)
                    .handler(new Setup(question, answer))
                    .connect(UnixDomainSocketAddress.of(socket))
                    .addListener(connected -> {
                        if (!connected.isSuccess()) answer.completeExceptionally(connected.cause());
                    });
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unreachable("no answer within " + patience.toSeconds() + " s: `" + socket + "`", e);
        } catch (ExecutionException e) {
            throw new Unreachable("no gateway answers here, start one with `sallyport serve`: `" + socket + "`", e);
        } finally {
            var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static final class Setup extends ChannelInitializer<Channel> {
        private final Question question;
        private final CompletableFuture<Answer> answer;

        Setup(Question question, CompletableFuture<Answer> answer) {
            this.question = question;
            this.answer = answer;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(new HttpClientCodec(), new HttpObjectAggregator(LONGEST_ANSWER))
                    .addLast(new Conversation(question, answer));
        }
    }

    private static final class Conversation extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final Question question;
        private final CompletableFuture<Answer> answer;

        Conversation(Question question, CompletableFuture<Answer> answer) {
            this.question = question;
            this.answer = answer;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            var _ = context.writeAndFlush(request());
        }

        private FullHttpRequest request() {
            FullHttpRequest request = new DefaultFullHttpRequest(
                    HttpVersion.HTTP_1_1,
                    HttpMethod.valueOf(question.method()),
                    question.path(),
                    Unpooled.wrappedBuffer(question.body()));
            request.headers()
                    .set(HttpHeaderNames.HOST, "localhost")
                    .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + question.token())
                    .set(HttpHeaderNames.CONTENT_LENGTH, question.body().length);
            if (question.body().length > 0) request.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
            return request;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (response.decoderResult().isFailure()) {
                answer.completeExceptionally(response.decoderResult().cause());
            } else {
                answer.complete(
                        new Answer(response.status().code(), response.content().toString(StandardCharsets.UTF_8)));
            }
            var _ = context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            answer.completeExceptionally(new EOFException("closed without an answer"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            answer.completeExceptionally(cause);
            var _ = context.close();
        }
    }
}
