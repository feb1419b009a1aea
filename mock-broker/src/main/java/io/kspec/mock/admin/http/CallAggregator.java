package io.kspec.mock.admin.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.util.List;

/** Collects the parts of a request, and refuses a body that is too large with an error that says so. */
final class CallAggregator extends HttpObjectAggregator {
    private final int maxBody;

    CallAggregator(int maxBody) {
        super(maxBody, true);
        this.maxBody = maxBody;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        HttpReply reply =
                HttpReply.faults(413, List.of(HttpFault.mismatch("body", "at most " + maxBody + " bytes", "more")));
        context.writeAndFlush(CallHandler.response(reply, false, false)).addListener(ChannelFutureListener.CLOSE);
    }
}
