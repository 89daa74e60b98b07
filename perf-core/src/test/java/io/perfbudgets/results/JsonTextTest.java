package io.perfbudgets.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void writesEveryKindOfValueAsTheMapperDoes() throws Exception {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("text", "\"quoted\" \\ \n\u0001 µs – 表 \uD83D\uDE00");
        tree.put("true", true).put("false", false).putNull("null");
        tree.put("int", -7).put("long", Long.MAX_VALUE).put("short", (short) 3);
        tree.put("double", 0.1).put("infinite", Double.POSITIVE_INFINITY).put("float", 2.5f);
        tree.put("decimal", new BigDecimal("1.50")).put("large", BigInteger.TWO.pow(80));
        tree.putObject("inner").putArray("list").add(1).addObject().put("a\tb", 1.5);
        tree.putObject("emptyObject");
        tree.putArray("emptyArray");

        assertThat(JsonText.of(tree)).isEqualTo(Json.MAPPER.writeValueAsString(tree));
        assertThat(Json.MAPPER.readTree(JsonText.of(tree)).path("text")).isEqualTo(tree.path("text"));
    }

    @Test
    void escapesEveryCharacterAsTheMapperDoes() throws Exception {
        StringBuilder all = new StringBuilder();
        for (char each = 0; each < 0x300; each++) {
            all.append(each);
        }
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put(all.toString(), all + "\u2028\u2029\uFEFF");

        assertThat(JsonText.of(tree)).isEqualTo(Json.MAPPER.writeValueAsString(tree));
    }

    @Test
    void refusesWhatNoJsonHas() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().putPOJO("object", new Object());

        assertThatThrownBy(() -> JsonText.of(tree)).isInstanceOf(IllegalArgumentException.class);
    }
}
