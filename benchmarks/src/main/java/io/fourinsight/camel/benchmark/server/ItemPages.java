package io.fourinsight.camel.benchmark.server;

import java.nio.charset.StandardCharsets;

/** An OData collection: 200 pages of 100 items, each item about 200 bytes. */
public final class ItemPages {

    public static final int PAGES = 200;
    public static final int PAGE_SIZE = 100;

    private ItemPages() {}

    static byte[] page(int number, String link) {
        StringBuilder json = new StringBuilder("{\"value\":[");
        for (int item = 0; item < PAGE_SIZE; item++) {
            json.append(item == 0 ? "" : ",").append(item(number * PAGE_SIZE + item));
        }
        json.append(']');
        if (number + 1 < PAGES) {
            json.append(",\"@odata.nextLink\":\"")
                    .append(link)
                    .append(number + 1)
                    .append('"');
        }
        return json.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String item(int id) {
        return "{\"Id\":" + id + ",\"CampaignName\":\"Campaign " + id
                + "\",\"CampaignType\":\"Drilling\",\"Client\":\"Client "
                + id % 17 + "\",\"Vessel\":\"Vessel " + id % 7 + "\",\"WaterDepth\":" + (100 + id % 900)
                + ".5,\"Location\":\"59.9#10.7\",\"StartDate\":\"2026-01-01T00:00:00Z\",\"EndDate\":null}";
    }
}
