package io.perfbudgets.junit.jdbc;

import com.p6spy.engine.event.CompoundJdbcEventListener;
import com.p6spy.engine.event.JdbcEventListener;
import com.p6spy.engine.spy.DefaultJdbcEventListenerFactory;
import com.p6spy.engine.spy.JdbcEventListenerFactory;

/**
 * Captures {@code jdbc:p6spy:} URLs; found by p6spy as a service. Where the project has a {@code spy.properties}, p6spy
 * goes on doing what that says besides; elsewhere it writes no log.
 */
public final class CaptureListenerFactory implements JdbcEventListenerFactory {
    private static final boolean CONFIGURED =
            CaptureListenerFactory.class.getClassLoader().getResource("spy.properties") != null;

    /** p6spy registers MBeans before it looks for this factory, so they are switched off where a test run begins. */
    public static void keepP6SpyQuiet() {
        if (!CONFIGURED && System.getProperty("p6spy.config.jmx") == null) {
            System.setProperty("p6spy.config.jmx", "false");
        }
    }

    @Override
    public JdbcEventListener createJdbcEventListener() {
        if (!CONFIGURED) {
            return new P6SpyListener();
        }
        CompoundJdbcEventListener both = new CompoundJdbcEventListener();
        both.addListener(new DefaultJdbcEventListenerFactory().createJdbcEventListener());
        both.addListener(new P6SpyListener());
        return both;
    }
}
