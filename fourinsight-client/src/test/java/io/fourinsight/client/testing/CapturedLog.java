package io.fourinsight.client.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that is logged below one logger, from TRACE up, with stack traces; nothing of it reaches the console. */
public final class CapturedLog implements AutoCloseable {
    private final Logger logger;
    private final Level level;
    private final boolean additive;
    private final List<Appender<ILoggingEvent>> before = new ArrayList<>();
    private final Collection<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
            if (failure != null) {
                throw failure;
            }
        }
    };

    private volatile Error failure; // of each attempt to log; null if there is none

    private CapturedLog(String name, Level from) {
        logger = (Logger) LoggerFactory.getLogger(name);
        level = logger.getLevel();
        additive = logger.isAdditive();
        logger.setLevel(from);
        logger.setAdditive(false);
        logger.iteratorForAppenders().forEachRemaining(before::add);
        before.forEach(logger::detachAppender);
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
    }

    public static CapturedLog of(Class<?> type) {
        return new CapturedLog(type.getName(), Level.TRACE);
    }

    /** Of all loggers whose names begin so. */
    public static CapturedLog below(String prefix) {
        return new CapturedLog(prefix, Level.TRACE);
    }

    public static CapturedLog ofEverything() {
        return new CapturedLog(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.TRACE);
    }

    /** From WARN up: what is logged in a long run would not fit into memory. */
    public static CapturedLog ofWarnings() {
        return new CapturedLog(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.WARN);
    }

    /** Lets each attempt to log fail, which a log that works takes care not to do. */
    public void failWith(Error error) {
        failure = error;
    }

    public List<String> lines(Level wanted) {
        return events.stream()
                .filter(event -> event.getLevel() == wanted)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** All lines but those of the named logger. */
    public String textWithout(String loggerName) {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : events) {
            if (!event.getLoggerName().equals(loggerName)) {
                text.append(event.getLoggerName()).append(' ').append(event.getFormattedMessage());
                text.append('\n').append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        before.forEach(logger::addAppender);
        logger.setLevel(level);
        logger.setAdditive(additive);
    }
}
