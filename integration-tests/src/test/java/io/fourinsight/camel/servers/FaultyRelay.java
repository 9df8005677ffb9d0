package io.fourinsight.camel.servers;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy before a server that passes on what it is sent, byte by byte, and fails where it is told to. */
final class FaultyRelay implements AutoCloseable {

    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Fault> faults = new ArrayDeque<>();
    private final URI target;
    private final ServerSocket socket;
    private Fault usual = Fault.NONE;
    private int requests;

    FaultyRelay(URI target) throws IOException {
        this.target = target;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** What happens to the requests to come, one after the other, on whatever connection; nothing to those behind them. */
    synchronized void next(Fault... first) {
        faults.addAll(Arrays.asList(first));
    }

    /** What happens to all requests that {@link #next} says nothing of. */
    synchronized void always(Fault fault) {
        usual = fault;
    }

    /** How many requests have begun to arrive. */
    synchronized int requests() {
        return requests;
    }

    /** Says that a request begins. */
    synchronized Fault begin() {
        requests++;
        Fault first = faults.poll();
        return first == null ? usual : first;
    }

    /** Returns when the test is over. */
    void stall() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                Socket server = new Socket(target.getHost(), target.getPort());
                open.add(server);
                RelayedConnection connection = new RelayedConnection(this, client, server);
                threads.execute(connection::passRequests);
                threads.execute(connection::passAnswers);
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        for (Closeable each : open) {
            each.close();
        }
        threads.shutdownNow();
    }
}
