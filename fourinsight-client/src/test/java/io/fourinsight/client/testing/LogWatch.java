package io.fourinsight.client.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** Sets every logger to TRACE, or another level, and looks at each line, with its stack trace, for what must not be in it. */
public final class LogWatch implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Map<Logger, Level> levels = new LinkedHashMap<>();
    private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final AtomicLong lines = new AtomicLong();
    private final Appender<ILoggingEvent> watch;

    public LogWatch(Predicate<String> forbidden) {
        this(Level.TRACE, forbidden);
    }

    /** Looks at the lines of this level and above only. */
    public LogWatch(Level level, Predicate<String> forbidden) {
        watch = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.incrementAndGet();
                String text = event.getLoggerName() + " " + event.getFormattedMessage()
                        + ThrowableProxyUtil.asString(event.getThrowableProxy());
                if (forbidden.test(text)) {
                    found.add(text);
                }
            }
        };
        for (Logger logger : context.getLoggerList()) {
            if (logger.getLevel() != null) {
                levels.put(logger, logger.getLevel());
                logger.setLevel(level);
            }
        }
        root.iteratorForAppenders().forEachRemaining(appenders::add);
        appenders.forEach(root::detachAppender);
        watch.setContext(context);
        watch.start();
        root.addAppender(watch);
    }

    /** The lines in which something forbidden was found. */
    public List<String> found() {
        return List.copyOf(found);
    }

    /** How many lines were looked at. */
    public long lines() {
        return lines.get();
    }

    @Override
    public void close() {
        root.detachAppender(watch);
        appenders.forEach(root::addAppender);
        levels.forEach(Logger::setLevel);
    }
}
