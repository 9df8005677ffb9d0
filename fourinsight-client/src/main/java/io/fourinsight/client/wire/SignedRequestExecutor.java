package io.fourinsight.client.wire;

import java.io.IOException;
import java.util.function.Supplier;
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

    private static final String SIGNATURE = SignedRequestExecutor.class.getName();

    /** What the request line needs behind the path that is shown; a class of its own, so that a cast can be checked. */
    private record Signature(Supplier<String> suffix) {}

    /**
     * Has a request signed.
     *
     * @param context of that request alone
     * @param suffix the query with the signature, behind a question mark, or an empty text
     */
    public static void sign(HttpContext context, Supplier<String> suffix) {
        context.setAttribute(SIGNATURE, new Signature(suffix));
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        if (!(context.getAttribute(SIGNATURE) instanceof Signature signature)) {
            return super.execute(request, connection, callback, context);
        }
        String shown = request.getPath();
        request.setPath(shown + signature.suffix().get());
        try {
            return super.execute(request, connection, callback, context);
        } finally {
            request.setPath(shown);
        }
    }
}
