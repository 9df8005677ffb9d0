package io.fourinsight.client.session;

/** The two services of 4Insight; each wants a token of its own. */
public enum Service {
    /** The 4Insight REST API. */
    API,
    /** The DataReservoir of time series. */
    RESERVOIR
}
