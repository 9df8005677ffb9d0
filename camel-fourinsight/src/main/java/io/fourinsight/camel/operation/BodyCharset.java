package io.fourinsight.camel.operation;

import io.fourinsight.client.reservoir.upload.Utf8Stream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.jspecify.annotations.Nullable;

/**
 * The charset that the bytes of a body are in by Camel's word, {@link Exchange#CHARSET_NAME}: the file component's option
 * {@code charset} sets it, as does what HTTP calls the content's type.
 */
public final class BodyCharset {

    private BodyCharset() {}

    /** Whether bytes can be read as they are, also if there is no exchange. */
    public static boolean isUtf8(@Nullable Exchange exchange) {
        Charset charset = of(exchange);
        return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
    }

    /** The bytes in UTF-8. */
    public static InputStream utf8(InputStream bytes, @Nullable Exchange exchange) {
        return isUtf8(exchange) ? bytes : Utf8Stream.of(bytes, of(exchange));
    }

    private static Charset of(@Nullable Exchange exchange) {
        String name = exchange == null ? null : ExchangeHelper.getCharsetName(exchange, false);
        return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    }
}
