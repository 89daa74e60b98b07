package io.perfbudgets.budget;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of request of a scenario. Immutable.
 *
 * @param method in capitals
 * @param path path and query, with <code>{name}</code> where a value is filled in
 * @param weight its share of the scenario's requests, relative to the others'
 * @param values what is filled in, one value after the other, by name
 * @param headers sent with it
 * @param body sent with it, as text; the empty text for none
 * @param bodyFile a file that is sent instead
 * @param status the answers that are no errors; empty for every status below 400
 * @param contains a text that every good answer holds
 */
public record LoadRequest(
        String method,
        String path,
        int weight,
        Map<String, Values> values,
        Map<String, String> headers,
        String body,
        Optional<String> bodyFile,
        Set<Integer> status,
        Optional<String> contains) {

    public LoadRequest {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        status = Set.copyOf(status);
    }

    /**
     * Values for a variable of the path: listed, or the column of that name in a CSV file.
     *
     * @param listed in the order of use; empty if they come from {@code csv}
     * @param csv a file whose first line names its columns
     */
    public record Values(List<String> listed, Optional<String> csv) {
        public Values {
            listed = List.copyOf(listed);
        }
    }
}
