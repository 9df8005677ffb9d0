package io.fourinsight.camel.poll;

import io.fourinsight.camel.options.Emit;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.Resource;
import io.fourinsight.client.base.Sha256;
import io.fourinsight.client.campaign.CampaignUrls;
import io.fourinsight.client.plan.CollectionCursor;
import io.fourinsight.client.plan.CollectionItem;
import io.fourinsight.client.plan.CollectionRound.Ask;
import io.fourinsight.client.plan.CursorValue;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.rest.url.ApiPath;
import io.fourinsight.client.rest.url.ChangesQuery;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the options of a consumer of a collection, and finds the mistakes in them. */
final class CollectionOptions {

    private static final String CHANNELS = "channels";
    private static final Set<String> OF_CAMPAIGNS = Set.of("list", "events", "sensors", CHANNELS, "swimops");

    private final Resource resource;
    private final FourInsightConfiguration configuration;
    private final PollOptions options;
    private final String operation;

    /** @throws IllegalArgumentException naming the option, its value and what is allowed */
    CollectionOptions(Resource resource, FourInsightConfiguration configuration) {
        if (resource != Resource.API && resource != Resource.CAMPAIGNS) {
            throw new IllegalArgumentException(
                    "resource '" + resource + "' cannot be polled; allowed are timeseries, campaigns and api");
        }
        this.resource = resource;
        this.configuration = configuration;
        this.options = new PollOptions(configuration);
        this.operation = configuration.getOperation() == null
                ? String.valueOf(resource.defaultOperation())
                : configuration.getOperation();
        boolean polled = resource == Resource.API ? operation.equals("get") : OF_CAMPAIGNS.contains(operation);
        if (!polled) {
            throw new IllegalArgumentException("option 'operation': value '" + operation + "' is not one that a"
                    + " consumer polls; allowed are "
                    + (resource == Resource.API ? "get" : "list, events, sensors, channels and swimops"));
        }
    }

    /** @throws IllegalArgumentException naming the option, its value and what is allowed */
    void check(ServiceUrl service, Instant now) {
        settings();
        url(service).apply(new Ask.Query("", ""));
        if (firstInteger().isEmpty()) {
            options.initialStart(now);
        }
    }

    CollectionItem.Settings settings() {
        return new CollectionItem.Settings(
                required(
                        "cursorProperty", configuration.getCursorProperty(), "the name of a property such as Modified"),
                configuration.getLag());
    }

    Emit emit() {
        return configuration.getEmit();
    }

    /** Where a query of the plan leads, together with that of the options. */
    Function<Ask.Query, URI> url(ServiceUrl service) {
        Function<String, URI> collection = collection(service);
        return query -> collection.apply(ChangesQuery.of(configuration.getQuery(), query.filter(), query.orderBy()));
    }

    private Function<String, URI> collection(ServiceUrl service) {
        if (resource == Resource.API) {
            ChangesQuery.checkPath(path());
            return query -> ApiPath.resolve(service, path(), query);
        }
        CampaignUrls urls = new CampaignUrls(service);
        boolean ofAll = operation.equals("list") || operation.equals("swimops") && campaignId() == null;
        String campaign = ofAll ? "" : required("campaignId", campaignId(), "the id of a campaign");
        return switch (operation) {
            case "list" -> urls::campaigns;
            case "events" -> query -> urls.events(campaign, query);
            case "sensors" -> query -> urls.sensors(campaign, query);
            case CHANNELS -> {
                String sensor = required("sensorId", configuration.getSensorId(), "the id of a sensor");
                yield query -> urls.channels(campaign, sensor, query);
            }
            default -> query -> ofAll ? urls.swimops(query) : urls.swimops(campaign, query);
        };
    }

    private String path() {
        return required("path", configuration.getPath(), "that of a collection, such as v1.1/Campaigns");
    }

    private @Nullable String campaignId() {
        return configuration.getCampaignId();
    }

    private static String required(String option, @Nullable String value, String allowed) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "option '" + option + "': value '" + value + "' is missing; allowed is " + allowed);
        }
        return value;
    }

    /** What the cursor is stored by: another collection, query or property has another cursor. */
    String key() {
        StringBuilder text = new StringBuilder();
        List<@Nullable String> parts = new ArrayList<>(address());
        parts.add(configuration.getQuery());
        parts.add(configuration.getCursorProperty());
        for (String part : parts) {
            text.append(part == null ? -1 : part.length()).append(':').append(part);
        }
        return "collection-" + Sha256.hex(text.toString()).substring(0, 32);
    }

    /** For people. */
    String name() {
        List<String> parts = new ArrayList<>();
        for (String part : address()) {
            if (part != null) {
                parts.add(part);
            }
        }
        return String.join(" ", parts);
    }

    private List<@Nullable String> address() {
        List<@Nullable String> address = new ArrayList<>();
        address.add(resource.toString());
        if (resource == Resource.API) {
            address.add(path());
            return address;
        }
        address.add(operation);
        if (!operation.equals("list")) {
            address.add(campaignId());
        }
        if (operation.equals(CHANNELS)) {
            address.add(configuration.getSensorId());
        }
        return address;
    }

    /** The cursor of a collection that has none. */
    CollectionCursor beginning(PollSetup.Begin begin) {
        return CollectionCursor.since(
                firstInteger().orElseGet(() -> CursorValue.of(Timestamps.instant(begin.nanos()))));
    }

    /** Whether a collection without a cursor begins at a time, and not at an integer. */
    boolean beginsByTime() {
        return firstInteger().isEmpty();
    }

    /** Where a property of integers begins; empty if it is one of times. */
    private Optional<CursorValue> firstInteger() {
        return CursorValue.parse(configuration.getInitialStart())
                .filter(value -> value.kind() == CursorValue.Kind.INTEGER);
    }
}
