package io.kspec.mock.admin.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: passes one call at a time to the responder, and writes the responses in the order of the calls. Netty
 * closes a connection on which more than 128 calls wait.
 */
final class CallHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = System.getLogger(CallHandler.class.getName());

    private final HttpResponder responder;
    private final BrowserGuard guard;
    private final Queue<FullHttpRequest> pipelined = new ArrayDeque<>();
    private boolean busy;

    CallHandler(HttpResponder responder, BrowserGuard guard) {
        this.responder = responder;
        this.guard = guard;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (busy) {
            pipelined.add(request.retain());
        } else {
            answer(context, request);
        }
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request) {
        busy = true;
        context.channel().config().setAutoRead(false);
        boolean keepAlive =
                HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        boolean head = request.method().equals(HttpMethod.HEAD);
        // The response is written by a task of its own, so that pipelined calls do not nest.
        stage(request).whenComplete((reply, failure) -> context.executor()
                .execute(() -> write(context, failure == null ? reply : failed(failure), keepAlive, head)));
    }

    private CompletionStage<HttpReply> stage(FullHttpRequest request) {
        try {
            return respond(request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<HttpReply> respond(FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            throw undecodable(request.decoderResult().cause());
        }
        guard.refusal(request.headers()).ifPresent(fault -> {
            throw new HttpFaultException(403, fault);
        });
        return responder.respond(call(request));
    }

    private static HttpCall call(FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        try {
            return new HttpCall(
                    request.method().name(),
                    uri.rawPath(),
                    uri.parameters(),
                    contentType(request),
                    body(request.content()));
        } catch (IllegalArgumentException e) {
            throw new HttpFaultException(400, HttpFault.of("request line", String.valueOf(e.getMessage())));
        }
    }

    private static HttpFaultException undecodable(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new HttpFaultException(414, HttpFault.of("request line", "expected a shorter request line"));
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new HttpFaultException(431, HttpFault.of("headers", "expected smaller headers"));
        }
        return new HttpFaultException(
                400,
                HttpFault.mismatch(
                        "request", "HTTP/1.1", cause == null ? "something else" : String.valueOf(cause.getMessage())));
    }

    private static HttpReply failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpFaultException fault) {
            return fault.reply();
        }
        LOG.log(Level.WARNING, "answering an admin call failed", cause);
        return HttpReply.faults(500, List.of(HttpFault.of("the mock broker", "failed: " + cause.getMessage())));
    }

    private static String contentType(FullHttpRequest request) {
        CharSequence type = HttpUtil.getMimeType(request);
        return type == null ? "" : type.toString().strip().toLowerCase(Locale.ROOT);
    }

    private static String body(ByteBuf content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(content.nioBuffer())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new HttpFaultException(400, HttpFault.mismatch("body", "text in UTF-8", "bytes that are not"));
        }
    }

    private void write(ChannelHandlerContext context, HttpReply reply, boolean keepAlive, boolean head) {
        ChannelFuture written = context.writeAndFlush(response(reply, keepAlive, head));
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
            return;
        }
        written.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        busy = false;
        Optional.ofNullable(pipelined.poll())
                .ifPresentOrElse(
                        next -> {
                            try {
                                answer(context, next);
                            } finally {
                                next.release();
                            }
                        },
                        () -> context.channel().config().setAutoRead(true));
    }

    static FullHttpResponse response(HttpReply reply, boolean keepAlive, boolean head) {
        ByteBuf body = Unpooled.copiedBuffer(reply.body(), StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), head ? Unpooled.EMPTY_BUFFER : body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, reply.contentType() + "; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("X-Content-Type-Options", "nosniff");
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return response;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && !busy) {
            ChannelFuture unused = context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pipelined.forEach(FullHttpRequest::release);
        pipelined.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, "an admin connection failed", cause);
        ChannelFuture unused = context.close();
    }
}
