package io.fourinsight.camel.benchmark.server;

import java.io.IOException;
import java.net.InetAddress;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * The server that rows measure against, in a process of its own: answers are made before they are asked for, so that a
 * request costs it no more than reading the request and sending bytes.
 *
 * <p>Writes its port to the standard output, and ends when its standard input does.
 */
public final class BenchmarkServer {

    private BenchmarkServer() {}

    public static void main(String[] args) throws IOException {
        Answers answers = new Answers();
        HttpServer server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .setListenerPort(0)
                // requests for other names are refused
                .setCanonicalHostName("127.0.0.1")
                .setSocketConfig(SocketConfig.custom()
                        // else headers and body of an answer can wait for each other for 40 ms
                        .setTcpNoDelay(true)
                        .setSoTimeout(Timeout.ofMinutes(10))
                        .build())
                .register("*", answers)
                .create();
        server.start();
        answers.startAt("http://127.0.0.1:" + server.getLocalPort());
        System.out.println(server.getLocalPort());
        while (System.in.read() >= 0) {
            // until whoever started it is gone
        }
        server.close(CloseMode.IMMEDIATE);
    }
}
