package io.perfbudgets.junit.extension;

import io.perfbudgets.junit.jdbc.CaptureListenerFactory;
import io.perfbudgets.results.PreparedRun;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Switches Jupiter's auto-detection on where a build has prepared this JVM, so that tests without annotations are measured
 * for {@code budgets.yaml}. What the user has set stays; from Jupiter 5.12 on only our own extension is let in.
 */
public final class AutoDetection implements LauncherSessionListener {
    private static final String ENABLED = "junit.jupiter.extensions.autodetection.enabled";
    private static final String INCLUDE = "junit.jupiter.extensions.autodetection.include";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        CaptureListenerFactory.keepP6SpyQuiet();
        if (Session.isEnabled()
                && System.getProperty(ENABLED) == null
                && PreparedRun.find().isPresent()) {
            System.setProperty(ENABLED, "true");
            if (System.getProperty(INCLUDE) == null) {
                System.setProperty(INCLUDE, "io.perfbudgets.junit.*");
            }
        }
    }
}
