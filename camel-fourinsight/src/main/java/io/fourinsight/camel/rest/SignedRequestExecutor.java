package io.fourinsight.camel.rest;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Puts the signature into the request line at the last moment, on the way to the connection.
 *
 * <p>HttpClient logs the request line of each attempt, query included, when its loggers are at DEBUG. So requests
 * travel through it without their query, which their context holds.
 */
public final class SignedRequestExecutor extends HttpRequestExecutor {

    /** The context's attribute that holds the {@link SignedUrl}. */
    static final String URL = SignedUrl.class.getName();

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        if (!(context.getAttribute(URL) instanceof SignedUrl url)) {
            return super.execute(request, connection, callback, context);
        }
        String shown = request.getPath();
        request.setPath(shown + url.suffix());
        try {
            return super.execute(request, connection, callback, context);
        } finally {
            request.setPath(shown);
        }
    }
}
