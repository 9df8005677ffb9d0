package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicNameValuePair;

/** Requests to the DataReservoir that store samples, but for the samples themselves, which a blob store takes. */
public final class UploadRequests {

    private static final String FILES = "files";
    private static final String FILE_ID = "FileId";
    private static final String TIME_SERIES = "timeseries";

    private final ServiceUrl service;

    public UploadRequests(ServiceUrl service) {
        this.service = service;
    }

    /** Asks for a file and the place to put its content. A second one in its stead leaves the first empty for ever. */
    RestRequest ticket() {
        return RestRequest.step(service.resolve(FILES, "upload"), null);
    }

    /** Says that the content of a file is complete. */
    RestRequest commit(String fileId) {
        return RestRequest.step(service.resolve(FILES, "commit"), Json.entity(Map.of(FILE_ID, fileId)));
    }

    /** Asks how far the verification of a file is. */
    RestRequest status(String fileId) {
        return RestRequest.get(service.resolve(FILES, fileId, "status"));
    }

    /** Makes a series of a file. Done twice it makes two series, so it is not a step to repeat. */
    public RestRequest create(String fileId) {
        return RestRequest.of(
                "POST", service.resolve(TIME_SERIES, "create"), form(new BasicNameValuePair(FILE_ID, fileId)));
    }

    /** Lays a file over a series. The same file once more changes nothing: it lies over itself. */
    public RestRequest add(String seriesId, String fileId) {
        return RestRequest.step(
                        service.resolve(TIME_SERIES, "add"),
                        form(new BasicNameValuePair("TimeSeriesId", seriesId), new BasicNameValuePair(FILE_ID, fileId)))
                .about(ReservoirClient.series(seriesId));
    }

    /** Makes a series without samples, under an id of the caller's choice. */
    public RestRequest createEmpty(String seriesId) {
        return RestRequest.of("PUT", service.resolve(TIME_SERIES, seriesId), null);
    }

    private static HttpEntity form(NameValuePair... fields) {
        return new UrlEncodedFormEntity(List.of(fields), StandardCharsets.UTF_8);
    }
}
