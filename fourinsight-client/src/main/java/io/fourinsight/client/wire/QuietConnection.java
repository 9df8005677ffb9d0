package io.fourinsight.client.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * A connection that logs nothing of what passes over it, takes no part of an answer for all of it, and reads no head without
 * end.
 *
 * <p>HttpClient's own connection writes every byte, and with it every token and secret, to its wire log as soon as that
 * logger is at DEBUG, as it is when somebody sets the root logger to TRACE for an hour.
 */
public final class QuietConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {

    /** Makes such connections for a connection manager. */
    public static final HttpConnectionFactory<ManagedHttpClientConnection> FACTORY = socket -> {
        QuietConnection connection = new QuietConnection();
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    };

    private final AtomicBoolean closed = new AtomicBoolean();

    /** HttpCore 5.4 gives its own default to the factory of parsers, and not the configuration of the connection. */
    private QuietConnection() {
        super(BoundedLines.LIMITS, null, null, null, null, null, other -> new WholeHeadParser(BoundedLines.LIMITS));
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket sslSocket, Socket socket) throws IOException {
        bind(new SocketHolder(sslSocket, socket));
    }

    /**
     * HttpCore's own takes the size of a chunk for whole where the connection ends: a size that begins with a zero, as some
     * servers write it, is then that of the last chunk, and a part of a body looks like all of it.
     */
    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
        if (length != ContentLengthStrategy.CHUNKED) {
            return super.createContentInputStream(length, buffer, in);
        }
        return super.createContentInputStream(
                length,
                new BoundedLines(buffer, server(), "chunk sizes, extensions and trailers", 0),
                new UnendedInput(in, "chunked body", true));
    }

    @Override
    public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
        try {
            return super.receiveResponseHeader();
        } catch (OversizedHeadException e) {
            throw e.of(server());
        }
    }

    /** The server that the socket leads to, or the proxy. */
    private String server() {
        return getRemoteAddress() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : "the server";
    }

    /** A request can be cancelled while its socket is still being connected; then the socket must not live on. */
    @Override
    protected void bind(SocketHolder holder) throws IOException {
        if (closed.get()) {
            holder.getSocket().close();
            throw new InterruptedIOException("The connection was closed before it was established");
        }
        super.bind(holder);
    }

    @Override
    public @Nullable Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public @Nullable SSLSession getSSLSession() {
        return getSocket() instanceof SSLSocket socket ? socket.getSession() : null;
    }

    /** Keeps its time-out in the pool, where nothing waits for an answer; a request with one of its own sets that. */
    @Override
    public void passivate() {}

    @Override
    public void activate() {}

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            super.close();
        }
    }

    @Override
    public void close(CloseMode mode) {
        if (closed.compareAndSet(false, true)) {
            super.close(mode);
        }
    }
}
