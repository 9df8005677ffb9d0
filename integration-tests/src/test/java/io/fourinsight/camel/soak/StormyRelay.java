package io.fourinsight.camel.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A TCP proxy in bad weather: to each request something may happen, by a die that is thrown with a seed. */
final class StormyRelay implements AutoCloseable {

    /** Of 1000 requests so many meet each. */
    private static final Map<Gust, Integer> SHARES = new EnumMap<>(
            Map.of(Gust.RESET, 8, Gust.LOSE, 8, Gust.TRUNCATE, 8, Gust.STALL, 1, Gust.DELAY, 10, Gust.CLOSE_IDLE, 10));

    private final Set<StormyConnection> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "relay"));
    private final URI target;
    private final Random random;
    private final ServerSocket socket;
    private final Map<Gust, Long> gusts = new EnumMap<>(Gust.class);
    private boolean blows;

    StormyRelay(URI target, long seed) throws IOException {
        this.target = target;
        this.random = new Random(seed);
        this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return socket.getLocalPort();
    }

    synchronized void blow(boolean now) {
        blows = now;
    }

    /** What happened to how many requests. */
    synchronized Map<Gust, Long> gusts() {
        return new EnumMap<>(gusts);
    }

    /** A request begins. */
    synchronized Gust begin() {
        Gust gust = blows ? thrown() : Gust.NONE;
        gusts.merge(gust, 1L, Long::sum);
        return gust;
    }

    private Gust thrown() {
        int die = random.nextInt(1000);
        for (Map.Entry<Gust, Integer> share : SHARES.entrySet()) {
            die -= share.getValue();
            if (die < 0) {
                return share.getKey();
            }
        }
        return Gust.NONE;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                StormyConnection connection =
                        new StormyConnection(this, client, new Socket(target.getHost(), target.getPort()));
                open.add(connection);
                threads.execute(connection::passRequests);
                threads.execute(connection::passAnswers);
            } catch (IOException e) {
                // closed, or a client that has gone already
            }
        }
    }

    void ended(StormyConnection connection) {
        open.remove(connection);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        open.forEach(StormyConnection::end);
        threads.shutdownNow();
    }
}
