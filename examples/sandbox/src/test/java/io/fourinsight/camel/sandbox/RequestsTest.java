package io.fourinsight.camel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private final Sandbox sandbox = Sandbox.builder().client("acme", "secret").start();
    private final TestClient client = new TestClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void servicesAreCountedApart() {
        client.api("v1.1/Campaigns");
        client.api("v1.1/FieldsLookups?$top=1");
        client.reservoir("ping");

        Requests requests = sandbox.requests();
        assertThat(requests.tokenRequests()).isEqualTo(3);
        assertThat(requests.apiRequests()).isEqualTo(2);
        assertThat(requests.reservoirRequests()).isEqualTo(1);
        assertThat(requests.under(Sandbox.API_PATH + "v1.1/Fields")).isEqualTo(1);
    }

    @Test
    void clientsAndScopesAreCountedApart() {
        String token = client.token("acme", "secret", sandbox.reservoirScope());
        client.get(sandbox.reservoirUrl() + "ping", token);
        client.requestToken("acme", "wrong", sandbox.apiScope());
        client.apiToken();

        Requests requests = sandbox.requests();
        assertThat(requests.by("acme")).isEqualTo(3);
        assertThat(requests.by(Sandbox.CLIENT_ID)).isEqualTo(1);
        assertThat(requests.tokenRequests("acme", sandbox.reservoirScope())).isEqualTo(1);
        assertThat(requests.tokenRequests("acme", sandbox.apiScope())).isEqualTo(1);
        assertThat(requests.tokenRequests(Sandbox.CLIENT_ID, sandbox.reservoirScope()))
                .isZero();
    }

    @Test
    void refusedAndScriptedRequestsCountToo() {
        sandbox.faults().answerNext(1, Sandbox.RESERVOIR_PATH, Response.of(503));
        client.getWithoutToken(sandbox.reservoirUrl() + "ping");
        client.getWithoutToken(sandbox.reservoirUrl() + "ping");

        assertThat(sandbox.requests().reservoirRequests()).isEqualTo(2);
    }

    @Test
    void countersMissNothingUnderLoad() {
        String token = client.reservoirToken();
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 200)
                .mapToObj(i -> client.getAsync(sandbox.reservoirUrl() + "ping?i=" + i, token))
                .toList();

        assertThat(answers).allMatch(answer -> answer.join().statusCode() == 200);
        assertThat(sandbox.requests().reservoirRequests()).isEqualTo(200);
        assertThat(sandbox.requests().last().stream().map(Request::rawQuery).distinct())
                .hasSize(201);
    }

    @Test
    void lastRequestsAreKeptAsTheyWereSent() {
        client.api("v1.1/FieldsLookups?$filter=Title%20eq%20'a%2Fb'");

        Request request = sandbox.requests().last().get(1);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/4insight-api/v1.1/FieldsLookups");
        assertThat(request.rawQuery()).isEqualTo("$filter=Title%20eq%20'a%2Fb'");
        assertThat(request.header("AUTHORIZATION"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer "));
        assertThat(sandbox.requests().last().get(0).body()).contains("grant_type=client_credentials");
    }

    @Test
    void onlyTheLastRequestsAreKept() {
        for (int i = 0; i < Requests.REMEMBERED + 5; i++) {
            client.getWithoutToken(sandbox.reservoirUrl() + "ping?i=" + i);
        }

        List<Request> last = sandbox.requests().last();
        assertThat(last).hasSize(Requests.REMEMBERED);
        assertThat(last.get(0).rawQuery()).isEqualTo("i=5");
        assertThat(sandbox.requests().reservoirRequests()).isEqualTo(Requests.REMEMBERED + 5);
    }

    @Test
    void resetForgetsEverything() {
        client.reservoir("ping");

        sandbox.requests().reset();

        assertThat(sandbox.requests().under("/")).isZero();
        assertThat(sandbox.requests().last()).isEmpty();
    }
}
