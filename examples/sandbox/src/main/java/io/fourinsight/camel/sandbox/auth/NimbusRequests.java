package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.fourinsight.camel.sandbox.http.Request;

/** Hands requests to Nimbus, in its own type. */
final class NimbusRequests {

    private NimbusRequests() {}

    static HTTPRequest post(Request request) {
        HTTPRequest http = new HTTPRequest(HTTPRequest.Method.POST, request.url());
        request.headers().forEach((name, values) -> http.setHeader(name, values.toArray(String[]::new)));
        http.setBody(request.body());
        return http;
    }

    /** A parameter of a form, empty if there is none. */
    static String formValue(HTTPRequest http, String name) {
        return formValue(http.getBody(), name);
    }

    static String formValue(String form, String name) {
        String value = MultivaluedMapUtils.getFirstValue(URLUtils.parseParameters(form), name);
        return value == null ? "" : value;
    }
}
