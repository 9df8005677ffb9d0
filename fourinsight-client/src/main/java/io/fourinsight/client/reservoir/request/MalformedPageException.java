package io.fourinsight.client.reservoir.request;

import java.io.IOException;

/**
 * A page of the reservoir that is not what it should be.
 *
 * <p>The message says what was expected and where. It never quotes the page, and there is no cause that does: a page
 * may hold the customer's data, an error page even credentials.
 */
public final class MalformedPageException extends IOException {

    MalformedPageException(String message) {
        super(message);
    }
}
