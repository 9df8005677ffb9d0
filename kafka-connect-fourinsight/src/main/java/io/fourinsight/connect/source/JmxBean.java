package io.fourinsight.connect.source;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A name under which something is seen over JMX, from its registration to its close. */
final class JmxBean implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JmxBean.class);

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String name;

    private JmxBean(String name) {
        this.name = name;
    }

    static JmxBean ofConnector(String connector) {
        return new JmxBean("io.fourinsight.connect:type=source-connector,connector=" + ObjectName.quote(connector));
    }

    static JmxBean ofTask(String connector, String task) {
        return new JmxBean("io.fourinsight.connect:type=source-task,connector=" + ObjectName.quote(connector) + ",task="
                + ObjectName.quote(task));
    }

    String name() {
        return name;
    }

    /** The work is done also if it cannot be watched. */
    void register(Object bean) {
        try {
            ObjectName objectName = new ObjectName(name);
            if (server.isRegistered(objectName)) {
                // one before this that did not come to its end
                server.unregisterMBean(objectName);
            }
            server.registerMBean(bean, objectName);
        } catch (JMException e) {
            LOG.warn("Nothing can be seen over JMX as {}", name, e);
        }
    }

    @Override
    public void close() {
        try {
            server.unregisterMBean(new ObjectName(name));
        } catch (JMException e) {
            LOG.debug("Nothing was seen over JMX as {}", name, e);
        }
    }
}
