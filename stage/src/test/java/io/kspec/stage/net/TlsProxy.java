package io.kspec.stage.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A listener that speaks TLS on the loopback interface and passes everything on to a broker that does not. */
public final class TlsProxy implements AutoCloseable {
    private final SSLServerSocket listener;
    private final Target behind;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private TlsProxy(SSLServerSocket listener, Target behind) {
        this.listener = listener;
        this.behind = behind;
    }

    /** A listener in front of a broker. */
    public static TlsProxy before(Target behind, SSLContext context, boolean wantsCertificate) {
        try {
            SSLServerSocket listener = listener(context);
            listener.setNeedClientAuth(wantsCertificate);
            TlsProxy proxy = new TlsProxy(listener, behind);
            start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SSLServerSocket listener(SSLContext context) throws IOException {
        ServerSocket listener =
                context.getServerSocketFactory().createServerSocket(0, 16, InetAddress.getLoopbackAddress());
        return (SSLServerSocket) listener;
    }

    public Target target() {
        return new Target("127.0.0.1", listener.getLocalPort());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket broker = new Socket(behind.host(), behind.port());
                sockets.addAll(List.of(client, broker));
                start(() -> pass(client, broker));
                start(() -> pass(broker, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException ended) {
            // One end has gone, and the other one goes with it.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tls-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
