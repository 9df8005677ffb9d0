package io.fourinsight.client.base;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Says which hosts are this machine, so that unencrypted HTTP to them leaves it nowhere (RFC 8252 section 8.3).
 *
 * <p>There are two questions. A URL that the user configures may also say {@code localhost}. An endpoint that somebody
 * else names, in a pasted text or a file, must be an address: a name goes wherever the resolver sends it.
 */
public final class Loopback {

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|\\d{1,2})";
    private static final Pattern ADDRESS = Pattern.compile("127(\\." + BYTE + "){3}|::1|\\[::1]");

    private Loopback() {}

    /** Whether a host is an address of this machine, {@code 127.0.0.0/8} or {@code ::1}, the latter also in brackets. */
    public static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    /** Whether a host is such an address or {@code localhost}, in any case. */
    public static boolean isHost(String host) {
        return isAddress(host) || host.toLowerCase(Locale.ROOT).equals("localhost");
    }
}
