package io.fourinsight.camel;

import io.fourinsight.camel.session.Service;

/** An installation of 4Insight, with the URLs and scopes that are known of it; what is not known is null. */
public enum Environment {
    PROD("https://api.4insight.io/", "4insight-api-prod", "https://reservoir-api.4subsea.net/api/", "reservoir-prod"),
    QA(null, null, "https://reservoir-api-qa.4subsea.net/api/", "reservoir-qa"),
    TEST(
            "https://4insight-api-test.4subsea.net/",
            "4insight-api-test",
            "https://reservoir-api-test.4subsea.net/api/",
            "reservoir-test"),
    DEV(null, null, "http://localhost:5824/api/", "reservoir-dev");

    private static final String TENANT = "4subseaid.onmicrosoft.com";

    private final String apiUrl;
    private final String apiScope;
    private final String reservoirUrl;
    private final String reservoirScope;

    Environment(String apiUrl, String api, String reservoirUrl, String reservoir) {
        this.apiUrl = apiUrl;
        this.apiScope = api == null ? null : scope(api);
        this.reservoirUrl = reservoirUrl;
        this.reservoirScope = scope(reservoir);
    }

    /** The base URL of a service, or null. */
    public String url(Service service) {
        return service == Service.API ? apiUrl : reservoirUrl;
    }

    String scope(Service service) {
        return service == Service.API ? apiScope : reservoirScope;
    }

    /** The token endpoint of the one tenant that all environments are in. */
    String tokenUrl() {
        return "https://login.microsoftonline.com/" + TENANT + "/oauth2/v2.0/token";
    }

    private static String scope(String application) {
        return "https://" + TENANT + "/" + application + "/.default";
    }
}
