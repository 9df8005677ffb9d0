package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Faults that meet a share of the requests for data, as text: {@code 401:0.01,503:0.05,reset:0.01}.
 *
 * <p>A number is the status of an answer in place of the real one. With {@code reset} the request is handled, and its
 * connection is cut before the answer.
 *
 * @param shares from 0 to 1, by the kind of fault
 */
record FaultShares(Map<String, Double> shares) {

    private static final String RESET = "reset";
    private static final Pattern FAULT = Pattern.compile("([45]\\d\\d|reset):(0|1|0\\.\\d{1,6})");
    private static final int FOR_EVER = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException with a sentence that names the part that is none */
    static FaultShares parse(String text) {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = FAULT.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + part
                        + "' is not a status from 400 to 599 or 'reset', a colon and a share from 0 to 1, as 503:0.01");
            }
            shares.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
        }
        return new FaultShares(shares);
    }

    /** Sets them, for as long as nobody clears the faults; the same requests in the same order meet the same ones. */
    void set(Faults faults) {
        Random random = new Random(0);
        shares.forEach((kind, share) -> {
            Predicate<Request> some = request -> isForData(request) && random.nextDouble() < share;
            if (kind.equals(RESET)) {
                faults.dropAnswer(FOR_EVER, some);
            } else {
                faults.answerNext(FOR_EVER, some, answer(Integer.parseInt(kind)));
            }
        });
    }

    private static boolean isForData(Request request) {
        return request.isUnder(Sandbox.API_PATH)
                || request.isUnder(Sandbox.RESERVOIR_PATH)
                || request.isUnder(Sandbox.BLOB_PATH);
    }

    private static Response answer(int status) {
        Response answer = Refusal.of(status, "Fault", "The sandbox was told to answer so now and then.")
                .response();
        return status == 429 || status == 503 ? answer.header("Retry-After", "1") : answer;
    }
}
