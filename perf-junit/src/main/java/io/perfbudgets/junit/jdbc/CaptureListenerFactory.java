package io.perfbudgets.junit.jdbc;

import com.p6spy.engine.event.CompoundJdbcEventListener;
import com.p6spy.engine.event.JdbcEventListener;
import com.p6spy.engine.spy.DefaultJdbcEventListenerFactory;
import com.p6spy.engine.spy.JdbcEventListenerFactory;
import com.p6spy.engine.spy.P6SpyFactory;
import java.util.ServiceLoader;

/**
 * Captures {@code jdbc:p6spy:} URLs; found by p6spy as a service. Where the project has a {@code spy.properties} or sets
 * system properties for p6spy, that goes on doing what they say besides; elsewhere it writes no log. Listeners that the
 * project registers as services are told in either case.
 */
public final class CaptureListenerFactory implements JdbcEventListenerFactory {
    private static final String SETTING = "p6spy.config.";
    private static final String MBEANS = SETTING + "jmx";
    private static final boolean CONFIGURED =
            CaptureListenerFactory.class.getClassLoader().getResource("spy.properties") != null
                    || System.getProperties().stringPropertyNames().stream()
                            .anyMatch(name -> name.startsWith(SETTING) && !name.equals(MBEANS));

    /** p6spy registers MBeans before it looks for this factory, so they are switched off where a test run begins. */
    public static void keepP6SpyQuiet() {
        if (!CONFIGURED && System.getProperty(MBEANS) == null) {
            System.setProperty(MBEANS, "false");
        }
    }

    @Override
    public JdbcEventListener createJdbcEventListener() {
        CompoundJdbcEventListener all = new CompoundJdbcEventListener();
        if (CONFIGURED) {
            all.addListener(new DefaultJdbcEventListenerFactory().createJdbcEventListener());
        } else {
            ServiceLoader.load(JdbcEventListener.class, P6SpyFactory.class.getClassLoader())
                    .forEach(all::addListener);
        }
        if (all.getEventListeners().isEmpty()) {
            return new P6SpyListener();
        }
        all.addListener(new P6SpyListener());
        return all;
    }
}
