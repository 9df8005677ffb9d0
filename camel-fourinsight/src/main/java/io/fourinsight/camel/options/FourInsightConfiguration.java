package io.fourinsight.camel.options;

import io.fourinsight.client.rest.Paging;
import io.fourinsight.client.session.Service;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint, and on the component their defaults for all its endpoints. */
@Configurer
@UriParams
public class FourInsightConfiguration extends ChangesConfiguration implements Cloneable {

    @UriParam(
            enums =
                    "samples,data,info,create,append,delete,search,attachMetadata,detachMetadata,get,set,browse,list,events,"
                            + "sensors,channels,lowerStack,swimops,timeseries,post,put,patch",
            description = "What to do with the resource; each resource has a default. If it is not set, the header "
                    + "CamelFourInsightOperation may choose.")
    private @Nullable String operation;

    @UriParam(label = "campaigns", description = "Id of the campaign.")
    private @Nullable String campaignId;

    @UriParam(label = "campaigns", description = "Id of the sensor.")
    private @Nullable String sensorId;

    @UriParam(
            label = "campaigns",
            defaultValue = "false",
            description = "Whether each sensor brings its channels, which takes a request for each.")
    private boolean includeChannels;

    @UriParam(label = "api", description = "Path below the REST API, or a whole URL on its host.")
    private @Nullable String path;

    @UriParam(
            label = "api,campaigns",
            description = "OData query, not encoded: $filter=Title eq 'X'&$top=5. In a URI write it as RAW(...).")
    private @Nullable String query;

    @UriParam(
            label = "api,campaigns",
            defaultValue = "items",
            enums = "items,pages,single",
            description =
                    "What becomes of a collection that comes in pages: items (all items), pages (all pages, each as it "
                            + "came) or single (the first answer; the next link is set as a header).")
    private Paging paging = Paging.ITEMS;

    @UriParam(
            label = "api,campaigns,timeseries",
            defaultValue = "false",
            description =
                    "Hand over what is fetched as it is read: the pages of a collection as an Iterable, raw samples as a "
                            + "TimeSeriesStream; with rawBody an InputStream.")
    private boolean streaming;

    @UriParam(
            defaultValue = "false",
            description =
                    "Hand over bytes instead of objects: the answer as it came instead of parsed JSON, raw samples as CSV.")
    private boolean rawBody;

    @UriParam(
            label = "token",
            defaultValue = "api",
            enums = "api,reservoir",
            description = "The service that the token resource fetches a token for.")
    private Service service = Service.API;

    public @Nullable String getOperation() {
        return operation;
    }

    public void setOperation(@Nullable String operation) {
        this.operation = operation;
    }

    public @Nullable String getCampaignId() {
        return campaignId;
    }

    public void setCampaignId(@Nullable String campaignId) {
        this.campaignId = campaignId;
    }

    public @Nullable String getSensorId() {
        return sensorId;
    }

    public void setSensorId(@Nullable String sensorId) {
        this.sensorId = sensorId;
    }

    public boolean isIncludeChannels() {
        return includeChannels;
    }

    public void setIncludeChannels(boolean includeChannels) {
        this.includeChannels = includeChannels;
    }

    public @Nullable String getPath() {
        return path;
    }

    public void setPath(@Nullable String path) {
        this.path = path;
    }

    public @Nullable String getQuery() {
        return query;
    }

    public void setQuery(@Nullable String query) {
        this.query = query;
    }

    public Paging getPaging() {
        return paging;
    }

    public void setPaging(Paging paging) {
        this.paging = paging;
    }

    public boolean isStreaming() {
        return streaming;
    }

    public void setStreaming(boolean streaming) {
        this.streaming = streaming;
    }

    public boolean isRawBody() {
        return rawBody;
    }

    public void setRawBody(boolean rawBody) {
        this.rawBody = rawBody;
    }

    public Service getService() {
        return service;
    }

    public void setService(Service service) {
        this.service = service;
    }

    public FourInsightConfiguration copy() {
        try {
            return (FourInsightConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
