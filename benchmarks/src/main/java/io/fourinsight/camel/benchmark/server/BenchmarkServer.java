package io.fourinsight.camel.benchmark.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.AsyncServerBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.reactor.IOReactorConfig;

/**
 * The server that rows measure against, in a process of its own: answers are made before they are asked for, so that a
 * request costs it no more than reading the request and sending bytes.
 *
 * <p>One thread serves all connections. With a thread for each, a client that uses two connections in turn is a quarter
 * faster than with one, for the server still tidies up after the last request on one of them while it reads the next on
 * the other: the rows would compare how many connections a client opens.
 *
 * <p>Writes its port to the standard output, and ends when its standard input does.
 */
public final class BenchmarkServer {

    /** With the 8 KB that it has else, a megabyte of an upload is read in more than a hundred pieces. */
    private static final int INPUT_BUFFER = 64 * 1024;

    private BenchmarkServer() {}

    public static void main(String[] args) throws Exception {
        Requests requests = new Requests();
        HttpAsyncServer server = AsyncServerBootstrap.bootstrap()
                // requests for other names are refused
                .setCanonicalHostName("127.0.0.1")
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(1)
                        // else headers and body of an answer can wait for each other for 40 ms
                        .setTcpNoDelay(true)
                        .build())
                .setHttp1Config(Http1Config.custom().setBufferSize(INPUT_BUFFER).build())
                .register("*", requests)
                .create();
        server.start();
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        InetSocketAddress address =
                (InetSocketAddress) server.listen(any, URIScheme.HTTP).get().getAddress();
        requests.answer(new Answers("http://127.0.0.1:" + address.getPort()));
        System.out.println(address.getPort());
        while (System.in.read() >= 0) {
            // until the process that started it is gone
        }
        System.exit(0);
    }
}
