package io.fourinsight.client.wire;

import org.apache.hc.core5.http.message.BasicHeader;

/** An {@code Authorization} header that HttpClient sends as it is but cannot show: its header log prints this masked. */
public final class AuthorizationHeader extends BasicHeader {
    private static final long serialVersionUID = 1L;

    public AuthorizationHeader(String value) {
        super("Authorization", value, true);
    }

    @Override
    public String toString() {
        return getName() + ": ***";
    }
}
