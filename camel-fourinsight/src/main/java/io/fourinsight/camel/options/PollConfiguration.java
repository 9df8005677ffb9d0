package io.fourinsight.camel.options;

import java.time.Duration;
import javax.sql.DataSource;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options of consumers: where a series begins, how it is walked through, and where its cursor is kept. */
@UriParams
public abstract class PollConfiguration extends TimeSeriesConfiguration {

    @UriParam(
            label = "consumer",
            description =
                    "Where a series without a cursor begins, written like start; not after now. A relative time is resolved once"
                            + " per cursorName, and kept. By default the first start.")
    private @Nullable String initialStart;

    @UriParam(
            label = "consumer",
            description =
                    "Names the cursors: the key of each is this name, a slash and its series. By default the id of the route, if that was set"
                            + " by hand; with a durable repository one of the two must be set, and with shard this one.")
    private @Nullable String cursorName;

    @UriParam(
            label = "consumer",
            defaultValue = "1m",
            description = "How long samples may take to arrive; a window ends so long before now.")
    private Duration lag = Duration.ofMinutes(1);

    @UriParam(
            label = "consumer",
            defaultValue = "1d",
            description = "Longest window of one exchange; a consumer that is behind catches up window by window.")
    private Duration maxWindow = Duration.ofDays(1);

    @UriParam(
            label = "consumer",
            description =
                    "Length of the windows of a group: each exchange is of one whole window, from a multiple of it since the"
                            + " epoch (UTC) on; at most a day.")
    private @Nullable Duration window;

    @UriParam(
            label = "consumer",
            description =
                    "How long the window of a group waits for series that have no sample past its end yet; by default as long"
                            + " as lag.")
    private @Nullable Duration memberWait;

    @UriParam(
            label = "consumer",
            defaultValue = "4",
            description = "How many series are polled at once, from 1 to 32; each has one window under way at most.")
    private int seriesParallelism = 4;

    @UriParam(
            label = "consumer",
            defaultValue = "10m",
            description = "How often series are searched again, by metadata or in a campaign.")
    private Duration discoveryInterval = Duration.ofMinutes(10);

    @UriParam(
            label = "consumer",
            description =
                    "The part of all series that this consumer takes, such as 2/5; each series falls into exactly one part.")
    private @Nullable String shard;

    @UriParam(
            label = "consumer",
            defaultValue = "late",
            enums = "none,late",
            description = "Which samples are emitted again: none, or those that arrive after their window was emitted.")
    private Recovery recovery = Recovery.LATE;

    @UriParam(label = "consumer", defaultValue = "7d", description = "How far back late samples are looked for.")
    private Duration recoveryWindow = Duration.ofDays(7);

    @UriParam(
            label = "consumer",
            defaultValue = "1h",
            description = "How often the days before the cursor's are searched for late samples.")
    private Duration recoveryInterval = Duration.ofHours(1);

    @UriParam(
            label = "consumer",
            description =
                    "Keeps the cursors. By default they are in memory, and lost when the process ends. A CursorRepository can"
                            + " fence off a second node, any other one cannot.")
    private @Nullable StateRepository<String, String> cursorRepository;

    @UriParam(label = "consumer", description = "The database that keeps the cursors.")
    private @Nullable DataSource cursorDataSource;

    @UriParam(
            label = "consumer",
            description =
                    "The JDBC URL of the database that keeps the cursors, without credentials: jdbc:h2:file:./cursors or"
                            + " jdbc:postgresql://host/database.")
    private @Nullable String cursorUrl;

    @UriParam(label = "consumer,security", secret = true, description = "The user name for cursorUrl.")
    private @Nullable String cursorUsername;

    @UriParam(label = "consumer,security", secret = true, description = "The password for cursorUrl.")
    private @Nullable String cursorPassword;

    public @Nullable String getInitialStart() {
        return initialStart;
    }

    public void setInitialStart(@Nullable String initialStart) {
        this.initialStart = initialStart;
    }

    public @Nullable String getCursorName() {
        return cursorName;
    }

    public void setCursorName(@Nullable String cursorName) {
        this.cursorName = cursorName;
    }

    public Duration getLag() {
        return lag;
    }

    public void setLag(Duration lag) {
        this.lag = lag;
    }

    public Duration getMaxWindow() {
        return maxWindow;
    }

    public void setMaxWindow(Duration maxWindow) {
        this.maxWindow = maxWindow;
    }

    public @Nullable Duration getWindow() {
        return window;
    }

    public void setWindow(@Nullable Duration window) {
        this.window = window;
    }

    public @Nullable Duration getMemberWait() {
        return memberWait;
    }

    public void setMemberWait(@Nullable Duration memberWait) {
        this.memberWait = memberWait;
    }

    public int getSeriesParallelism() {
        return seriesParallelism;
    }

    public void setSeriesParallelism(int seriesParallelism) {
        this.seriesParallelism = seriesParallelism;
    }

    public Duration getDiscoveryInterval() {
        return discoveryInterval;
    }

    public void setDiscoveryInterval(Duration discoveryInterval) {
        this.discoveryInterval = discoveryInterval;
    }

    public @Nullable String getShard() {
        return shard;
    }

    public void setShard(@Nullable String shard) {
        this.shard = shard;
    }

    public Recovery getRecovery() {
        return recovery;
    }

    public void setRecovery(Recovery recovery) {
        this.recovery = recovery;
    }

    public Duration getRecoveryWindow() {
        return recoveryWindow;
    }

    public void setRecoveryWindow(Duration recoveryWindow) {
        this.recoveryWindow = recoveryWindow;
    }

    public Duration getRecoveryInterval() {
        return recoveryInterval;
    }

    public void setRecoveryInterval(Duration recoveryInterval) {
        this.recoveryInterval = recoveryInterval;
    }

    public @Nullable StateRepository<String, String> getCursorRepository() {
        return cursorRepository;
    }

    public void setCursorRepository(@Nullable StateRepository<String, String> cursorRepository) {
        this.cursorRepository = cursorRepository;
    }

    public @Nullable DataSource getCursorDataSource() {
        return cursorDataSource;
    }

    public void setCursorDataSource(@Nullable DataSource cursorDataSource) {
        this.cursorDataSource = cursorDataSource;
    }

    public @Nullable String getCursorUrl() {
        return cursorUrl;
    }

    public void setCursorUrl(@Nullable String cursorUrl) {
        this.cursorUrl = cursorUrl;
    }

    public @Nullable String getCursorUsername() {
        return cursorUsername;
    }

    public void setCursorUsername(@Nullable String cursorUsername) {
        this.cursorUsername = cursorUsername;
    }

    public @Nullable String getCursorPassword() {
        return cursorPassword;
    }

    public void setCursorPassword(@Nullable String cursorPassword) {
        this.cursorPassword = cursorPassword;
    }
}
