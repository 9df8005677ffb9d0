package io.fourinsight.camel.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's HTTP server on 127.0.0.1, with its threads. */
public final class Server implements AutoCloseable {

    /** How much of a body is read before the service sees the request. */
    @FunctionalInterface
    private interface ContentReader {
        Content read(InputStream body) throws IOException;
    }

    private static final System.Logger LOG = System.getLogger(Server.class.getName());
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int NO_BODY = -1;

    static {
        // The JDK sends head and body in two writes. With Nagle's algorithm on, every answer on a kept connection
        // waits for the client's delayed acknowledgement of the head: 40 ms each.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer http;
    private final ExecutorService threads;

    /** Where clients come to, if that is not the server itself. */
    private final Optional<DatedPort> front;

    private Server(HttpServer http, ExecutorService threads, Optional<DatedPort> front) {
        this.http = http;
        this.threads = threads;
        this.front = front;
    }

    /**
     * Binds the port, so that the origin is known, without answering yet.
     *
     * @param port 0 for a free one
     */
    public static Server bind(int port) throws IOException {
        HttpServer http = create(port);
        return new Server(http, threads(http), Optional.empty());
    }

    /**
     * As {@link #bind(int)}; answers have the time of a clock as their {@code Date}, and not that of the machine.
     */
    public static Server bind(int port, Clock dates) throws IOException {
        HttpServer http = create(0);
        ExecutorService threads = threads(http);
        InetAddress address = InetAddress.getByAddress(LOOPBACK);
        return new Server(http, threads, Optional.of(new DatedPort(address, port, http.getAddress(), dates, threads)));
    }

    private static HttpServer create(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
    }

    private static ExecutorService threads(HttpServer http) {
        AtomicInteger count = new AtomicInteger();
        // Not bounded: a test may hold any number of requests at once, and one more must still be answered.
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sandbox-" + http.getAddress().getPort() + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        return threads;
    }

    public URI origin() {
        return URI.create("http://127.0.0.1:"
                + front.map(DatedPort::number).orElse(http.getAddress().getPort()));
    }

    /** Answers requests whose bodies are read on arrival. */
    public void start(Service service) {
        start(service, body -> Content.of(body.readAllBytes()));
    }

    /** Answers requests whose bodies are left to the service as streams. */
    public void startStreaming(Service service) {
        start(service, body -> Content.of(new ClientStream(body)));
    }

    private void start(Service service, ContentReader reader) {
        http.createContext("/", exchange -> handle(exchange, service, reader));
        http.start();
        front.ifPresent(DatedPort::start);
    }

    @Override
    public void close() {
        front.ifPresent(DatedPort::close);
        http.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "a request is still being answered after close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange, Service service, ContentReader reader) throws IOException {
        try (exchange) {
            Response response = answer(exchange, service, reader);
            // A client that is still sending would not see an answer that comes with the end of the connection.
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            response.headers().forEach(exchange.getResponseHeaders()::set);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(response.length()));
            }
            boolean silent = response.length() == 0 || head;
            exchange.sendResponseHeaders(response.status(), silent ? NO_BODY : response.length());
            if (!silent) {
                response.writeTo(exchange.getResponseBody());
            }
        } catch (Disconnected e) {
            // Closing the exchange before its answer is complete has ended the connection.
            LOG.log(System.Logger.Level.DEBUG, "{0} was cut off: {1}", exchange.getRequestURI(), e.getMessage());
        }
    }

    private Response answer(HttpExchange exchange, Service service, ContentReader reader) throws IOException {
        try {
            return service.answer(read(exchange, reader));
        } catch (Refusal e) {
            return e.response();
        } catch (Disconnected e) {
            throw e;
        } catch (URISyntaxException e) {
            return Refusal.badRequest(e.getMessage()).response();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, exchange.getRequestURI() + " failed", e);
            return Refusal.of(500, "InternalServerError", e.toString()).response();
        }
    }

    private Request read(HttpExchange exchange, ContentReader reader) throws IOException, URISyntaxException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
        String host = exchange.getRequestHeaders().getFirst("Host");
        URI url = new URI((host == null ? origin() : "http://" + host)
                + exchange.getRequestURI().toString());
        return new Request(
                exchange.getRequestMethod(),
                url,
                Collections.unmodifiableMap(headers),
                reader.read(exchange.getRequestBody()));
    }
}
