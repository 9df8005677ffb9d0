package io.fourinsight.client.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy that makes tunnels (RFC 9110 section 9.3.6) and answers anything else with 502; it notes the first line of
 * each request. It may want to know its user (RFC 9110 section 11.7).
 */
public final class ConnectProxy implements AutoCloseable {

    /** What happens to a connection after the answer that its user is not known. */
    public enum Unknown {
        KEEPS,
        CLOSES,
        CLOSES_WITHOUT_A_WORD
    }

    private final String authorization; // null if anybody may use it
    private final Unknown unknown;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** For anybody. */
    public ConnectProxy() throws IOException {
        this(null, Unknown.KEEPS);
    }

    /** @param user and password, with a colon between them */
    public ConnectProxy(String user, Unknown unknown) throws IOException {
        authorization = user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.US_ASCII));
        this.unknown = unknown;
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The first line of each request that came here, such as {@code CONNECT 127.0.0.1:4711 HTTP/1.1}. */
    public List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader head =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = client.getOutputStream();
            String first = head.readLine();
            while (first != null && !isKnown(head)) {
                requests.add(first);
                raw(
                        out,
                        "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n"
                                + (unknown == Unknown.CLOSES ? "Connection: close\r\n\r\n" : "\r\n"));
                first = unknown == Unknown.KEEPS ? head.readLine() : null;
            }
            if (first == null) {
                return;
            }
            requests.add(first);
            if (!first.startsWith("CONNECT ")) {
                raw(out, "HTTP/1.1 502 Tunnels only\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            String[] target = first.split(" ")[1].split(":");
            try (Socket upstream = new Socket(target[0], Integer.parseInt(target[1]))) {
                open.add(upstream);
                raw(out, "HTTP/1.1 200 Connected\r\n\r\n");
                InputStream fromClient = client.getInputStream();
                OutputStream toServer = upstream.getOutputStream();
                threads.execute(() -> copy(fromClient, toServer));
                copy(upstream.getInputStream(), out);
            }
        } catch (IOException e) {
            // either side has gone
        }
    }

    /** Reads the rest of a head: a tunnel begins behind it. */
    private boolean isKnown(BufferedReader head) throws IOException {
        boolean known = authorization == null;
        for (String line = head.readLine(); line != null && !line.isEmpty(); line = head.readLine()) {
            known |= line.equalsIgnoreCase("Proxy-Authorization: " + authorization);
        }
        return known;
    }

    private static void raw(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void copy(InputStream from, OutputStream to) {
        try {
            from.transferTo(to);
        } catch (IOException e) {
            // either side has gone
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
