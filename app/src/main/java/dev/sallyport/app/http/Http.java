package dev.sallyport.app.http;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.concurrent.Executor;

/// Sets up a connection.
public final class Http {

    private Http() {}

    /// @param workers one virtual thread per task
    public static void serve(ChannelPipeline pipeline, Service service, Limits limits, Executor workers) {
        pipeline.addLast(codec(limits));
        pipeline.addLast(new WholeRequest(limits.bodyBytes(), service));
        pipeline.addLast(new Conversation(service, limits, workers));
    }

    /// Nothing of what it sends is read.
    public static void turnAway(ChannelPipeline pipeline, Answer answer, Limits limits) {
        pipeline.addLast(codec(limits));
        pipeline.addLast(new TurnAway(answer));
    }

    private static HttpServerCodec codec(Limits limits) {
        return new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLineBytes())
                .setMaxHeaderSize(limits.headerBytes()));
    }
}
