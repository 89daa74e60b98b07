package io.perfbudgets.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Plans that are printed as JSON. */
final class PlanJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PlanJson() {}

    static JsonNode parse(String product, String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException noJson) {
            noJson.clearLocation(); // its source would quote the plan, and with it values
            throw new UnreadablePlanException(product + "'s plan is no JSON");
        }
    }
}
