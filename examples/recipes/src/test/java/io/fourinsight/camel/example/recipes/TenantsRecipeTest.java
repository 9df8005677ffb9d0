package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.Eventually;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the recipe that reads as one client and writes as another. */
class TenantsRecipeTest extends RecipeSetting {

    private static final String SESSIONS = "camel.component.fourinsight.sessions[";
    private static final Map<String, String> SETTINGS = Map.of(
            "copy.series-id",
            Sandbox.EMPTY,
            SESSIONS + "north].client-id",
            "north-client",
            SESSIONS + "north].client-secret",
            "north-secret",
            SESSIONS + "south].client-id",
            "south-client",
            SESSIONS + "south].client-secret",
            "south-secret");

    @Test
    void eachTenantHasItsOwnRequestsAndWaitsForItsOwnToken() throws Exception {
        sandbox.addClient("north-client", "north-secret");
        start("Two tenants", SETTINGS);
        Eventually.holds(
                () -> sandbox.requests().tokenRequests("south-client", sandbox.reservoirScope()) > 0,
                "it wants to write");
        assertThat(sandbox.samples(Sandbox.EMPTY)).isEmpty();
        assertThat(sandbox.requests().by("north-client")).isPositive();
        stop();

        sandbox.addClient("south-client", "south-secret");
        start("Two tenants", SETTINGS);

        long from = clock.instant().minusSeconds(3600).getEpochSecond() * 1_000_000_000L;
        Eventually.holds(() -> sandbox.samples(Sandbox.EMPTY).equals(uploaded().tailMap(from)), "it has all");
        assertThat(sandbox.requests().by(Sandbox.CLIENT_ID)).isZero();
        assertThat(sandbox.requests().under("POST", Sandbox.RESERVOIR_PATH + "timeseries/add"))
                .isEqualTo(1);
    }
}
