package io.fourinsight.camel.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * A port before that of the JDK's server, which writes the time of a clock over the {@code Date} of its answers: that
 * server knows only the machine's time.
 */
final class DatedPort implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DatedPort.class.getName());
    private static final byte[] BEFORE_DATE = "\r\nDate: ".getBytes(StandardCharsets.ISO_8859_1);
    private static final int BACKLOG = 50;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private final ServerSocket socket;
    private final InetSocketAddress server;
    private final Clock clock;
    private final Executor threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    DatedPort(InetAddress address, int port, InetSocketAddress server, Clock clock, Executor threads)
            throws IOException {
        this.socket = new ServerSocket(port, BACKLOG, address);
        this.server = server;
        this.clock = clock;
        this.threads = threads;
    }

    int number() {
        return socket.getLocalPort();
    }

    void start() {
        threads.execute(this::accept);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                Socket inner = new Socket(server.getAddress(), server.getPort());
                open.add(inner);
                client.setTcpNoDelay(true);
                inner.setTcpNoDelay(true);
                threads.execute(() -> copy(client, inner, new byte[0]));
                threads.execute(() -> copy(inner, client, BEFORE_DATE));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "no more connections: {0}", e.getMessage());
            }
        }
    }

    /** Copies what comes until its end; then the connection is of no more use to either side. */
    private void copy(Socket from, Socket to, byte[] beforeDate) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            Dates dates = new Dates(beforeDate);
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                dates.overwrite(buffer, length);
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection was cut off: {0}", e.getMessage());
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /** Ends all connections. */
    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("port " + number() + " cannot be closed", e);
        }
    }

    /** Finds the dates in one direction of a connection, wherever its bytes are parted. */
    private final class Dates {

        private final byte[] before;
        private int matched;
        private byte[] date = {};
        private int written;

        Dates(byte[] before) {
            this.before = before;
        }

        void overwrite(byte[] bytes, int length) {
            for (int i = 0; i < length && before.length > 0; i++) {
                if (written < date.length) {
                    bytes[i] = date[written++];
                } else if (bytes[i] == before[matched]) {
                    matched++;
                    begin();
                } else {
                    matched = bytes[i] == before[0] ? 1 : 0;
                }
            }
        }

        private void begin() {
            if (matched == before.length) {
                matched = 0;
                written = 0;
                date = DATE.format(clock.instant().atOffset(ZoneOffset.UTC)).getBytes(StandardCharsets.ISO_8859_1);
            }
        }
    }
}
