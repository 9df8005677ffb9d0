package io.fourinsight.client.wire;

import io.fourinsight.client.base.Loopback;
import java.io.IOException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;

/**
 * Takes unencrypted requests to this machine past any proxy: it would read the secrets in them, and the loopback address
 * that it would send them to is its own.
 *
 * <p>A step of its own before all others of the client, because the user's settings bring a planner of routes that
 * cannot be asked for and wrapped.
 */
public final class DirectToLoopback implements ExecChainHandler {

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpRoute planned = scope.route;
        HttpHost target = planned.getTargetHost();
        if (planned.getProxyHost() == null
                || !"http".equals(target.getSchemeName())
                || !Loopback.isHost(target.getHostName())) {
            return chain.proceed(request, scope);
        }
        return chain.proceed(
                request,
                new ExecChain.Scope(
                        scope.exchangeId,
                        new HttpRoute(target),
                        scope.originalRequest,
                        scope.execRuntime,
                        scope.clientContext));
    }
}
