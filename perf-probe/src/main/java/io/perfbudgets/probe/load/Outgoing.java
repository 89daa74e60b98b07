package io.perfbudgets.probe.load;

import java.util.Map;

/**
 * One request as it goes out, with everything filled in.
 *
 * @param method in capitals
 * @param path path and query
 * @param headers by name
 * @param body empty for none; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a copy of a large body for each path would be memory for nothing
record Outgoing(String method, String path, Map<String, String> headers, byte[] body) {}
