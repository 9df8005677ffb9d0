package io.fourinsight.client.testing;

import io.fourinsight.client.rest.url.ServiceUrl;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * An HTTP/1.1 server that does to a connection what a test tells it to, also what no good server does: it cuts bodies
 * short, stalls and trickles, and it counts the connections that were made to it.
 */
public final class ScriptedServer implements AutoCloseable {

    /** One request as it was received. */
    public record Seen(String method, String target, Map<String, String> headers, String body, int connection) {

        public String header(String name) {
            return headers.get(name);
        }
    }

    /** Answers one request; what it writes is all that the client gets. */
    @FunctionalInterface
    public interface Script {
        void answer(Seen request, OutputStream out) throws IOException;
    }

    /** Thrown by a script that wants the connection to be closed after what it has written. */
    public static final class HangUp extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ServerSocket socket;
    private final String scheme;
    private volatile Script script;

    public ScriptedServer(Script script) {
        this("http", ServerSocketFactory.getDefault(), script);
    }

    public ScriptedServer(String scheme, ServerSocketFactory sockets, Script script) {
        this.scheme = scheme;
        this.script = script;
        try {
            socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** A whole answer with a body of known length. */
    public static Script reply(int status, String body, String... headers) {
        return (request, out) -> write(out, status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The scripts one after the other; the last of them for ever. */
    public static Script sequence(Script... scripts) {
        AtomicInteger next = new AtomicInteger();
        return (request, out) -> scripts[Math.min(next.getAndIncrement(), scripts.length - 1)].answer(request, out);
    }

    /** A few times the script, then an error: what goes round for ever fails its test instead of hanging it. */
    public static Script bounded(Script script) {
        return sequence(script, script, script, script, script, reply(500, ""));
    }

    public static void write(OutputStream out, int status, byte[] body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Reason\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (status != 204) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        out.write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.write(body);
        out.flush();
    }

    public static void raw(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    public void script(Script script) {
        this.script = script;
    }

    public URI uri(String path) {
        return URI.create(scheme + "://localhost:" + socket.getLocalPort() + path);
    }

    public ServiceUrl service() {
        return ServiceUrl.parse("apiUrl", uri("/").toString());
    }

    public List<Seen> seen() {
        return seen;
    }

    public List<String> targets() {
        return seen.stream().map(Seen::target).toList();
    }

    public List<String> authorizations() {
        return seen.stream().map(request -> request.header("authorization")).toList();
    }

    public int connections() {
        return connections.get();
    }

    /** Keeps a script waiting until the test is over. */
    public void stall() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new HangUp();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        for (Closeable each : open) {
            each.close();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                open.add(connection);
                int number = connections.incrementAndGet();
                daemon(() -> serve(connection, number));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection, int number) {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream());
                OutputStream out = connection.getOutputStream()) {
            for (Seen request = read(in, number); request != null; request = read(in, number)) {
                seen.add(request);
                script.answer(request, out);
            }
        } catch (IOException e) {
            // the script or the client hung up
            open.remove(connection);
        }
    }

    private static Seen read(InputStream in, int number) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        String[] parts = first.split(" ");
        return new Seen(parts[0], parts[1], headers, body(in, headers), number);
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        if (!headers.containsKey("transfer-encoding")) {
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
        StringBuilder body = new StringBuilder();
        for (int size = chunk(in); size > 0; size = chunk(in)) {
            body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
            line(in);
        }
        line(in);
        return body.toString();
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }
}
