package io.kspec.benchmarks.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The least that a server on Netty can do, on one thread as the mock: takes each request off its connection, looks at nothing but
 * its size, and answers with the same bytes every time. These are the first frame that a client sends.
 */
final class Echo implements AutoCloseable {
    private static final int LARGEST = 100 << 20;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listener;

    Echo() {
        listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new LengthFieldBasedFrameDecoder(LARGEST, 0, Integer.BYTES), new Answering());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private static final class Answering extends SimpleChannelInboundHandler<ByteBuf> {
        private @Nullable ByteBuf response;

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
            if (response == null) {
                response = context.alloc().directBuffer(frame.readableBytes()).writeBytes(frame);
            } else {
                ChannelFuture unused = context.write(response.retainedDuplicate());
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            if (response != null) {
                response.release();
            }
        }
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        group.shutdownGracefully().syncUninterruptibly();
    }
}
