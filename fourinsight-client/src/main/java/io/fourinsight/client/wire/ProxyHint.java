package io.fourinsight.client.wire;

import java.io.IOException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;

/**
 * Says of an error of TLS that there was a proxy in between.
 *
 * <p>The commonest one is that TLS is spoken to a proxy which expects plain HTTP, as camel-http does on the way to each
 * https target unless it is told otherwise. The error alone looks as if the service had no TLS.
 */
final class ProxyHint implements ExecChainHandler {

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        try {
            return chain.proceed(request, scope);
        } catch (SSLException e) {
            HttpHost proxy = scope.route.getProxyHost();
            if (proxy == null) {
                throw e;
            }
            throw new SSLException(
                    e.getMessage() + " (through the proxy " + proxy.toHostString() + advice(proxy) + ")", e);
        }
    }

    private static String advice(HttpHost proxy) {
        return "https".equalsIgnoreCase(proxy.getSchemeName())
                ? ", to which TLS is spoken as well: set proxyAuthScheme=http on the http component, or the scheme of the"
                        + " proxy to http, if it expects plain HTTP"
                : ", which may have put its own certificate in the place of the server's";
    }
}
