package io.perfbudgets.junit.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a request stays on this machine: only then may it carry our header. No name is looked up for it. */
public final class LocalTarget {
    private static final Pattern LOOPBACK =
            Pattern.compile("127(\\.\\d{1,3}){3}|0\\.0\\.0\\.0|\\[?(::1|0:0:0:0:0:0:0:1)]?");

    private LocalTarget() {}

    /** Whether the target's host is this machine, by name or address. */
    public static boolean isLocal(URI target) {
        return isLocal(target.getHost());
    }

    /**
     * Whether a host is this machine.
     *
     * @param host a name or an address; a request without any goes to no server at all
     */
    public static boolean isLocal(@Nullable String host) {
        if (host == null) {
            return true;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || LOOPBACK.matcher(name).matches();
    }
}
