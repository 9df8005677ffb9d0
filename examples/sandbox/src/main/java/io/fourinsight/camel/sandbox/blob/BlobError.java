package io.fourinsight.camel.sandbox.blob;

import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Response;

/** Refusals in Azure's XML. */
final class BlobError {

    private BlobError() {}

    static Refusal of(int status, String code, String message) {
        return of(status, code, message, "");
    }

    static Refusal authenticationFailed(String detail) {
        return of(
                403,
                "AuthenticationFailed",
                "The request could not be authenticated.",
                "<AuthenticationErrorDetail>" + escape(detail) + "</AuthenticationErrorDetail>");
    }

    static Refusal md5Mismatch() {
        return of(400, "Md5Mismatch", "The MD5 of the request is not that of the bytes that arrived.");
    }

    private static Refusal of(int status, String code, String message, String more) {
        String xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>%s</Code><Message>%s</Message>%s</Error>"
                .formatted(code, escape(message), more);
        return new Refusal(Response.of(status).header("x-ms-error-code", code).body("application/xml", xml));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
