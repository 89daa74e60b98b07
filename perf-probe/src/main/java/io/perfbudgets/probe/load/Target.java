package io.perfbudgets.probe.load;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The one address that is loaded. The name is looked up once, so that what was allowed is what is loaded.
 *
 * @param host the name as written, for the Host header and TLS
 * @param address what it stands for
 * @param port the port
 * @param tls whether the scheme is https
 */
public record Target(String host, InetAddress address, int port, boolean tls) {

    /**
     * Reads an address of scheme, host and port.
     *
     * @throws IllegalArgumentException if it is none, with the reason
     */
    public static Target of(String url) {
        URI uri = URI.create(url);
        String host = uri.getHost();
        boolean tls = "https".equals(uri.getScheme());
        if (host == null) {
            throw new IllegalArgumentException("'" + url + "' names no host");
        }
        try {
            int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
            return new Target(host, InetAddress.getByName(host), port, tls);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("the host '" + host + "' is unknown", unknown);
        }
    }

    /** Host and port as requests name them: the scheme's own port is left out. */
    String authority() {
        return port == (tls ? 443 : 80) ? host : host + ":" + port;
    }

    /**
     * Why it must not be loaded.
     *
     * @param remoteAllowed whether the user has said that it need not be this machine
     * @return empty if it may
     */
    public Optional<String> refusal(boolean remoteAllowed) {
        return remoteAllowed || address.isLoopbackAddress()
                ? Optional.empty()
                : Optional.of(host + " (" + address.getHostAddress() + ") is not this machine, and load on a machine of"
                        + " others is an attack. If it is yours to load, say so: -Dperf.probe.remote=true, on the command"
                        + " line --remote");
    }
}
