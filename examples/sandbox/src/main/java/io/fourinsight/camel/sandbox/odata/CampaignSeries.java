package io.fourinsight.camel.sandbox.odata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The search for the time series of campaigns: their waves and water level, and the channels of their sensors. */
final class CampaignSeries {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEFAULT_PAGE = 50;
    private static final Map<String, String> OF_CAMPAIGN = new LinkedHashMap<>();

    static {
        OF_CAMPAIGN.put("HsTimeseriesId", "Significant wave height");
        OF_CAMPAIGN.put("TpTimeseriesId", "Wave peak period");
        OF_CAMPAIGN.put("WdTimeseriesId", "Water level");
    }

    private final Tables tables;

    CampaignSeries(Tables tables) {
        this.tables = tables;
    }

    boolean isAt(List<String> path) {
        return path.size() == 2
                && path.get(0).equalsIgnoreCase("timeseries")
                && path.get(1).equalsIgnoreCase("search");
    }

    Response answer(Request request) {
        if (!request.method().equals("POST")) {
            throw Refusal.methodNotAllowed(request);
        }
        JsonNode query = query(request);
        Set<String> campaigns = new HashSet<>();
        query.path("Campaigns").forEach(campaign -> campaigns.add(campaign.asText()));
        int skip = query.path("skip").asInt(0);
        int pageSize = query.path("pageSize").asInt(DEFAULT_PAGE);
        if (skip < 0 || pageSize < 1) {
            throw Refusal.badRequest("skip is negative, or pageSize is not positive.");
        }
        List<Map<String, Object>> found = tables.all(EntityKind.CAMPAIGN).stream()
                .filter(campaign -> campaigns.contains(campaign.id()))
                .flatMap(campaign -> series(campaign).stream())
                .toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("TimeSeries", found.stream().skip(skip).limit(pageSize).toList());
        answer.put("TotalCount", found.size());
        return Response.json(200, answer);
    }

    private List<Map<String, Object>> series(Row campaign) {
        List<Map<String, Object>> series = new ArrayList<>();
        OF_CAMPAIGN.forEach((column, name) -> series.add(json(campaign, campaign.value(column), name)));
        for (Row sensor : children(EntityKind.SENSOR, campaign)) {
            for (Row channel : children(EntityKind.CHANNEL, sensor)) {
                series.add(json(
                        campaign, channel.value("TimeseriesId"), sensor.value("Name") + " " + channel.value("Name")));
            }
        }
        return series;
    }

    private List<Row> children(EntityKind kind, Row parent) {
        return tables.all(kind).stream()
                .filter(row -> kind.isChild(row, parent))
                .toList();
    }

    private static Map<String, Object> json(Row campaign, Object id, String name) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Id", id);
        json.put("Name", name);
        json.put("CampaignId", campaign.id());
        return json;
    }

    private static JsonNode query(Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("The body is not JSON: " + e.getOriginalMessage());
        }
    }
}
